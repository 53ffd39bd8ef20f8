import type { Draft } from '../read/draft.js';
import { foldWords } from '../read/fold-words.js';
import { isStreet } from '../read/guess-kind.js';
import type { Written } from '../read/tokens.js';

/** What may stand in a school's line and change nothing: its level, its number of classes, « RAS ». Folded. */
const HARMLESS =
  /^(?:ras|rien(?: a (?:signaler|dire))?|neant|aucune?|conforme|a jour|(?:c est )?(?:ok|bon)(?: pour .{1,20})?|(?:deja )?inscrite? .{1,20}|oui|x|vu|fait|idem|(?:rep|rep plus|reseau|zep)(?: \d+)?|mat\w*|elem\w*|prim\w*|[\d ]*|(?:\d+ )?(?:classes?|eleves?|postes?)(?: \d+| dont .*)?|maternelle|elementaire|primaire|titulaires?|comptable|vrai|fait le .*|signee?|recue?|transmise?|inchangee?|sans changement|nouve(?:au|lle))$/;

/**
 * Words in the line of a school under no heading of their own, or under « Remarques »: whatever they say is said of that
 * school, so that a person reads them.
 */
export function besideSchools(draft: Draft): (written: Written) => boolean {
  const line = ({ at }: Written) => `${at.sheet}\n${at.cell.replace(/^[A-Z]+/, '')}`;
  const column = ({ at }: Written) => `${at.sheet}\n${at.cell.replace(/\d+$/, '')}`;
  const schools = draft.schools.flatMap(({ name, administrator, director }) => [
    ...(name?.written ? [name.written] : []),
    ...[administrator, director].flatMap(({ slots }) => slots.email?.written ?? []),
  ]);
  const lines = new Set(schools.map(line));
  const headed = new Set(draft.loose.filter((written) => !lines.has(line(written))).map(column));
  return (written) =>
    !isStreet(written.text) &&
    lines.has(line(written)) &&
    !headed.has(column(written)) &&
    !HARMLESS.test(foldWords(written.text));
}
