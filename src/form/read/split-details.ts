import type { PersonSlot } from './draft.js';
import { foldWords } from './fold-words.js';
import { givenNames } from './given-names.js';
import { looksLikeEmail, looksLikePerson, looksLikePhone } from './guess-kind.js';
import { looksLikeJob } from './job-words.js';
import { isIdem } from './no-answer.js';
import { recogniseLabel } from './recognise-label.js';
import { tidy } from './tidy.js';
import type { Written } from './tokens.js';

/** A person told in one breath: « Mme Claire DURAND, directrice, 04 72 90 03 18, c.durand@… », cut into its answers. */
export function splitDetails(values: readonly Written[]): { slot: PersonSlot; written: Written }[] {
  const idem = values.filter(({ text }) => isIdem(text));
  if (idem.length > 0 && idem.length === values.length) {
    return values.slice(0, 4).map((written, index) => ({ slot: USUAL_ORDER[index]!, written }));
  }
  const names = namesInTwoCells(values);
  if (names !== null) return [...names, ...splitDetails(values.slice(2)).map(afterName)];
  const parts = values
    .flatMap(withJobApart)
    .flatMap((written): { text: string; whole: Written; slot: PersonSlot | null }[] => {
      if (values.length > 1 && !/[@\d]/.test(written.text) && /^mailto:.+@/i.test(written.link ?? ''))
        return [{ text: tidy(written.text), whole: written, slot: 'email' }];
      const isWhole = isOneName(written.text) || (values.length > 1 && ADDRESSED.test(written.text));
      const texts = isWhole ? [tidy(written.text)] : cut(written.text);
      return texts.map((text) => ({ text, whole: written, slot: null }));
    });
  const isEmployer = (text: string) =>
    COMPANY.test(text) && parts.some((part) => part.text !== text && looksLikePerson(part.text));
  const found: { slot: PersonSlot; written: Written }[] = [];
  for (const { text, whole, slot: known } of parts) {
    const before = found.map((one) => one.slot);
    const slot = known ?? (isEmployer(text) ? 'jobTitle' : slotOf(text, before));
    found.push({ slot, written: { ...whole, text, link: slot === 'email' ? whole.link : null } });
  }
  return found;
}

type Part = { slot: PersonSlot; written: Written };

/** « TORRES | Valérie | Directrice | … »: the surname and the given name, a cell each, in either order. */
function namesInTwoCells(values: readonly Written[]): Part[] | null {
  const [one, two] = values;
  if (one === undefined || two === undefined || values.length < 2) return null;
  const texts = [tidy(one.text), tidy(two.text)];
  if (
    !looksLikePerson(texts.join(' ')) ||
    texts.some((text) => recogniseLabel(text) !== null || looksLikeJob(text))
  )
    return null;
  const given = texts.map((text) => isGivenName(text));
  const upper = texts.map((text) => text === text.toUpperCase());
  if (texts.some((text, index) => !given[index] && text.split(' ').some(isGivenName))) return null;
  const first =
    given[0] === given[1]
      ? upper[0] === upper[1] || !given[0]
        ? -1
        : upper.indexOf(false)
      : given.indexOf(true);
  if (first === -1) return null;
  const slots: PersonSlot[] = first === 0 ? ['firstName', 'lastName'] : ['lastName', 'firstName'];
  return [one, two].map((written, index) => ({ slot: slots[index]!, written }));
}

function isGivenName(text: string): boolean {
  return foldWords(text)
    .split(' ')
    .every((word) => givenNames.has(word));
}

/** After the name, words that would be taken for one are the job. */
function afterName({ slot, written }: Part): Part {
  return { slot: slot === 'name' ? 'jobTitle' : slot, written };
}

/** « idem | idem | idem | idem »: each stands for the answer of the same kind. */
const USUAL_ORDER: readonly PersonSlot[] = ['name', 'jobTitle', 'email', 'phone'];

/** « DURAND, Claire » is one name; « Claire Durand, directrice » is two answers. */
function isOneName(text: string): boolean {
  const match = /^\s*([^,@\d\n]+),\s*([^,@\d\n]+?)\s*$/.exec(text);
  if (match === null) return false;
  const [last, first] = [match[1]!.trim(), match[2]!.trim()];
  if (!/^\p{Lu}/u.test(first) || first.split(/\s+/).length > 2 || recogniseLabel(first) !== null)
    return false;
  const isGiven = foldWords(first)
    .split(' ')
    .some((part) => givenNames.has(part));
  return isGiven || last === last.toUpperCase();
}

/** « Mme Nadège COTTIN Responsable éducation 04… »: where the words of a job begin, the name has ended. */
function withJobApart(written: Written): Written[] {
  const words = written.text.split(' ');
  for (let at = 2; at < Math.min(words.length, 6); at++) {
    const [name, rest] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (!/^\p{L}/u.test(rest)) continue;
    if (looksLikeJob(rest.split(/\s[+\d(]|\s\S+@/)[0]!) && looksLikePerson(name) && !looksLikeJob(words[0]!))
      return [
        { ...written, text: name },
        { ...written, text: rest },
      ];
  }
  return [written];
}

/** Words between the answers of one breath: « joignable au 04… ou par mail : … ». */
const LINKS =
  /^(?:(?:et|ou|joignable|contact|au|à(?: l['’]adresse)?|par|tél|tel|téléphone|port|portable|mailto|mail|e-mail|courriel|mél)\.?[\s:]*)+$/i;

const EMAIL = /[\w.+'’-]+\s?@\s?[\w.-]+/;
/** « Claire Durand <c.durand@mairie.fr> »: an address with the name that mail software shows. */
const ADDRESSED = /^\s*[^<>@,;\n]*<[^<>\s]+@[^<>\s]+>[\s;,.]*$/;
const PHONE = /(?:\+\s?\d{2}|00\s?33|\(?0)[\s.\d()/-]{7,20}\d/;

function cut(text: string): string[] {
  const spaced = text
    .replace(/\(([^)]*\p{L}{2}[^)]*)\)/gu, '\n$1\n')
    .replace(EMAIL, (found) => `\n${found}\n`)
    .replace(PHONE, (found) => `\n${found}\n`);
  return spaced
    .split(/\n|;|\s[-–—/|]\s|,(?=\s)/)
    .map((part) => tidy(part.replace(/^[\s,:;()<>-]+|[\s,:;(<>-]+$/g, '')))
    .filter((part) => /[\p{L}\d]/u.test(part) && !LINKS.test(part));
}

/** « société Médialys, M. Paul Henry »: whom he works for. */
const COMPANY =
  /^(?:la |le |l['’])?(?:soci[ée]t[ée]|entreprise|prestataire|sarl|sas|ets|cabinet|agence)(?=\s)/i;

function slotOf(text: string, before: readonly PersonSlot[]): PersonSlot {
  if (looksLikeEmail(text)) return 'email';
  if (looksLikePhone(text)) return 'phone';
  if (!before.includes('name') && (looksLikePerson(text) || !before.includes('jobTitle'))) return 'name';
  return 'jobTitle';
}
