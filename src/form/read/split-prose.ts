import { findCommune } from '../../registry/find-commune.js';
import { foldWords } from './fold-words.js';
import { looksLikePerson } from './guess-kind.js';
import { type Label, plainLabel, recogniseLabel } from './recognise-label.js';
import type { Piece } from './split-pieces.js';
import { tidy } from './tidy.js';

/** « La personne en charge du suivi est Mme Durand, … »: what joins a label to its answer in a sentence. */
const JOINS =
  /[\s\u00a0,]+(?:est|sera|seront|sont|reste|restera|assure|assurera|s['’]appelle)(?:[\s\u00a0]+(?:toujours|désormais|donc|assurée?s? par|confiée? à))?[\s\u00a0]+/iu;

const SCHOOL =
  /(?:\bl['’]|\bà\s+l['’]|\bnotre\s+|\bde\s+l['’]|^)((?:école|groupe scolaire|maternelle|élémentaire|primaire)(?:\s+(?:maternelle|élémentaire|primaire|publique))*\s+(?!(?:est|sera)\b)(?:(?:de|du|des|la|le|les|d['’]|l['’])\s*)?\p{Lu}[^,;:(]*?)(?=\s*(?:[,;:(]|$)|\s+(?:dont|avec|qui|où|pour|est|sera)\s)/iu;

const COMMUNE =
  /\b(?:commune|ville|mairie)\s+(?:de\s+|d['’]\s*)([^,;:(]{2,60}?)(?=\s*[,;:(.]|\s+(?:souhaite|est|demande|vous|pour)\b|$)/iu;

/** Words of courtesy around the answers: they say nothing. */
const COURTESY =
  /^(?:(?:pour|nous|je|vous|souhaitons|souhaite|souhaiterions|inscrire|inscription|inscrivons|demandons|demande|l|la|le|les|de|du|d|a|notre|nos|commune|ville|mairie|ecole|et|dont|avec|qui|acces|au|aux|laclasse|com|ent|voici|ci|joint|coordonnees|par|ailleurs|egalement|ainsi|que|enfin|quant|concernant|un|une)\s?)*$/;

/** A letter's sentences cut into labels and answers; null when the text is no such sentence. */
export function splitProse(text: string): Piece[] | null {
  if (text.length < 50 || !JOINS.test(text) || !/@|\d{2}[\s.]?\d{2}[\s.]?\d{2}/.test(text)) return null;
  const pieces = sentencesOf(text).flatMap(splitSentence);
  const answers = pieces.some(({ kind }, at) => kind === 'label' && pieces[at + 1]?.kind === 'text');
  return answers ? pieces : null;
}

function sentencesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n|\u2028/)
    .flatMap((line) =>
      line.split(/(?<!\b(?:M|MM|Mr|Mme|Mlle|Dr|Tél|tél|Tel|tel)\.)(?<=[.;!?])[\s\u00a0]+(?=\p{Lu})/u),
    )
    .map((sentence) => sentence.replace(/[.;!?\s\u00a0]+$/, '').trim())
    .filter((sentence) => sentence !== '');
}

function splitSentence(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  const join = JOINS.exec(sentence);
  const before = join === null ? sentence : sentence.slice(0, join.index);
  const after = join === null ? '' : sentence.slice(join.index + join[0].length);

  const commune = communeIn(before);
  let rest = before;
  if (commune !== null) {
    pieces.push(labelled(communeLabel), { kind: 'text', text: commune.name });
    rest = rest.replace(commune.whole, ' ');
  }
  const school = SCHOOL.exec(rest);
  if (school !== null) {
    pieces.push(labelled(schoolLabel), { kind: 'text', text: tidy(school[1]!) });
    rest = rest.replace(school[1]!, ' ');
  }
  const role = roleAtEnd(rest);
  if (role !== null) {
    pushUnlessCourtesy(pieces, rest.slice(0, role.start));
    pieces.push(labelled(role.label), { kind: 'text', text: tidy(after) });
    return pieces;
  }
  const told = roleAtStart(after);
  if (told !== null && looksLikePerson(rest.replace(/[(,].*$/s, '').trim())) {
    pieces.push(labelled(told.label), { kind: 'text', text: tidy(`${rest}, ${after.slice(told.end)}`) });
    return pieces;
  }
  if (pieces.length === 0) return [{ kind: 'text', text: tidy(sentence) }];
  pushUnlessCourtesy(pieces, rest);
  if (after !== '') pieces.push({ kind: 'text', text: tidy(after) });
  return pieces;
}

const communeLabel = plainLabel('commune');
const schoolLabel = plainLabel('schoolName');

function labelled(label: Label): Piece {
  return { kind: 'label', label, text: '', hasColon: true, hasLeaders: false };
}

/** What is left of a sentence becomes a label without words: it neither asks nor answers, yet is not lost. */
function pushUnlessCourtesy(pieces: Piece[], text: string): void {
  const folded = foldWords(text);
  if (folded !== '' && !COURTESY.test(folded)) pieces.unshift({ kind: 'text', text: tidy(text) });
}

function communeIn(text: string): { whole: string; name: string } | null {
  const match = COMMUNE.exec(text);
  if (match === null || findCommune(match[1]!).kind === 'none') return null;
  return { whole: match[0], name: tidy(match[1]!) };
}

/** The longest end of the text that names a part: « … , dont l’administratrice ». */
function roleAtEnd(text: string): { start: number; label: Label } | null {
  const trimmed = text.replace(/[\s\u00a0,]+$/, '');
  for (const { index } of trimmed.matchAll(/(?<=^|[\s\u00a0,'’])[^\s\u00a0,'’]/g)) {
    const label = recogniseLabel(trimmed.slice(index));
    if (label !== null && speaksOfSomeone(label)) return { start: index, label };
  }
  return null;
}

/** « … est la personne en charge du suivi du projet (…) ». */
function roleAtStart(text: string): { end: number; label: Label } | null {
  const [said = ''] = text.split(/[,;(]/);
  const label = recogniseLabel(said);
  return label !== null && speaksOfSomeone(label) ? { end: said.length, label } : null;
}

function speaksOfSomeone({ field, role }: Label): boolean {
  return (field === null || field === 'details') && role !== null && role !== 'school' && role !== 'townHall';
}
