import { foldWords } from './fold-words.js';

/** The words that begin what somebody does, folded: the one list of them. None of these is anybody's name. */
const JOBS =
  `direct(?:eur|rice) enseignante? professeure? institut(?:eur|rice) responsable coordinat(?:eur|rice) technicien(?:ne)?
  informaticien(?:ne)? ingenieure? secretaire adjointe? conseillere? gestionnaire animat(?:eur|rice) administrat(?:eur|rice) referente?
  assistante? presidente? dgs dga dsi rsi atsem dst dgst dgas`
    .split(/\s+/)
    .join('|');

/** « Sylvie Maire », « Alain Chef »: jobs that are also surnames, so that in a name they tell nothing. */
const JOBS_AND_SURNAMES = 'maire|chef(?:fe)?|chargee?|agente?';

const BEGINS = new RegExp(String.raw`^(?:la |le |l )?(?:${JOBS}|${JOBS_AND_SURNAMES})\b`);
const HOLDS = new RegExp(String.raw`(?:^|\s)(?:${JOBS})(?=\s|$)`);
const ALONE = new RegExp(
  String.raw`${BEGINS.source}(?: (?:adjointe?|generale?|technique|informatique|scolaire|(?:de|d|du|des)\b.{1,50}))?$`,
);

/** « Directeur adjoint », « Professeure des écoles »: what somebody does. */
export function looksLikeJob(text: string): boolean {
  return text.length < 80 && BEGINS.test(foldWords(text));
}

/** « NGUYEN Directeur », « Secrétaire Claire DURAND »: a job beside a name. */
export function holdsJob(name: string): boolean {
  return HOLDS.test(foldWords(name));
}

/** « Le Directeur », « Responsable informatique »: a title, which stands for nobody's name. */
export function isTitle(text: string): boolean {
  return ALONE.test(foldWords(text));
}
