import { foldText } from './fold-text.js';

/** The questions of the model form (convention, annexe 1), folded, as clerks also write them. */
const questions = [
  /^(nom de la )?(commune|ville|mairie)( de| concernee)?$/,
  /^(personne (en )?charge(e)? du suivi|(personne )?referente? (du )?(suivi|projet)|suivi du projet|suivi( projet)?$|charge(e)? du suivi)/,
  /^((responsable|referent|contact|correspondant)e? (technique|informatique)|technique$|informatique$)/,
  /^(nom de l'? ?(ecole|etablissement)|ecole|etablissement( scolaire)?|nom de l'(ecole|etablissement) .{0,20})( ?n? ?°? ?\d{1,2})?$/,
  /^(admin|administrat(eur|rice)( \(?e?trice\)?)?( de l'ecole)?|nom de l'administrateur)( ?n? ?°? ?\d{1,2})?$/,
  /^nous demandons l'acces a laclasse/,
];

/** The model's own questions with their colon: mail software may have run all the lines together. */
const inOneLine = [
  /nom de la commune ?:/,
  /personne en charge du suivi( du projet)? ?:/,
  /responsable technique( de la commune)? ?:/,
  /nom de l'ecole ?:/,
];

/** The answers told in sentences, each with the person's address. */
const inSentences = [
  /(charge|suivi) du (suivi|projet)( du projet)? (est|sera) [^@]{3,150}@/,
  /(responsable|referente?|contact|correspondante?) (technique|informatique)( de la commune)? (est|sera) [^@]{3,150}@/,
  /administrat(eur|rice)( de l'ecole)?[^.@]{0,60} (est|sera) [^@]{3,150}@/,
];

/** Lines of a table whose columns were only spaces, or cells of a pasted one: who, then the person's address; or the header. */
const inColumns = [
  /^(personne (en )?charge|(personne )?referente? (du )?(suivi|projet)|suivi|chef(fe)? de projet|pilote|charge(e)? (du|de) )[^@]{3,150}@/,
  /^(responsable|referente?|contact|correspondante?)? ?(technique|informatique)[^@]{3,150}@/,
  /^(n ?°? )?(nom de l')?(ecole|etablissement)s?\b(?=.*\b(administrat|nom|contact|responsable|direct))(?=.*\b(mail|e-mail|email|mel|courriel|adresse electronique))(?=.*\btel|.*\bportable|.*\bfonction).{0,120}$/,
];

/** « Claire Durand (suivi du projet), DGS, c.durand@… »: who, then the part of each. */
const inBrackets = [
  /^[^(@]{5,60}\((personne )?(en )?(charge.{0,12} )?suivi( du projet)?\)[^@]{3,150}@/,
  /^[^(@]{5,60}\((responsable|referente?|contact|correspondante?)? ?(technique|informatique)[^)]{0,20}\)[^@]{3,150}@/,
];

/** « Commune : », « École : » alone are what anybody writes at the head of a question. */
const ofTheModel =
  /^(nom de |personne |responsable technique|administrat|nous demandons|charge|suivi du projet|referent)/;

/** What follows says who writes: « Responsable technique : … », « Mairie : … » there ask nothing. */
const closing =
  /^\W*(bien )?(cordialement|respectueusement|(sinceres )?salutations|bien a (vous|toi))\b.{0,30}$/;
const SIGNATURE_LINES = 8;

/** « L’administrateur de l’école : Mme Durand n’arrive plus à se connecter. »: told, not answered. */
const sentence = /: .*(\bn'|\bne \w+|\bpouvez|\bfaut-il\b).*[.?!]\s*$/;

/**
 * True when a text asks at least two different questions of the form in the model's words, or four in anybody's (« Suivi : »,
 * « École : »), each at the start of a line or a cell, or answers them in sentences. A covering letter names the form but does not ask its questions; a filled form does.
 */
export function hasFormLabels(text: string): boolean {
  const folded = foldText(text.slice(0, 300_000).replace(/(?<=\S)[^\S\n]{3,}(?=\S)/g, ' | '));
  if (inOneLine.filter((question) => question.test(folded)).length >= 2) return true;
  if (inSentences.filter((answer) => answer.test(folded)).length >= 2) return true;
  const lines = folded.split('\n');
  if (inColumns.filter((line) => lines.some((one) => line.test(one.trim()))).length >= 2) return true;
  if (inBrackets.every((line) => lines.some((one) => line.test(one.trim())))) return true;
  const asked = new Set<number>();
  let isModel = false;
  let signature = 0;
  for (const line of folded.split(/[\n\t|]/)) {
    if (signature > 0 && line.trim() !== '') signature--;
    if (closing.test(line)) signature = SIGNATURE_LINES;
    if (line.length > 400 || signature > 0 || sentence.test(line)) continue;
    const label = line.split(/:|;|=| - /)[0]!.replace(/^[\s*>•\-\d.)]+|[\s*_]+$/g, '');
    if (label.length < 4 || label.length > 90) continue;
    const isAsked = line.includes(':') || line.includes('=') || line.includes(';');
    const index = questions.findIndex((question) => question.test(label));
    if (ofTheModel.test(label)) isModel = true;
    if (index >= 0 && (isAsked || label.length > 12 || index === 4)) asked.add(index);
    if (asked.size >= (isModel ? 2 : 4)) return true;
  }
  return false;
}
