import { findCommune } from '../../registry/find-commune.js';
import type { Draft, Slot } from '../read/draft.js';
import { isStreet } from '../read/guess-kind.js';
import { announcesNews, isKnownSentence } from '../read/known-sentence.js';
import { tidy } from '../read/tidy.js';
import type { Reading } from '../reading.js';
import type { ProblemList } from './problem-list.js';

/** The commune of the form, by its official name. */
export function readCommune(draft: Draft, problems: ProblemList): Reading['commune'] {
  const slot = draft.commune.find(({ written }) => written !== null) ?? communeAbove(draft);
  if (slot === undefined) {
    const doubtful = doubtfulAbove(draft);
    if (doubtful !== null) return refuse(doubtful.slot, doubtful.text, doubtful.match, problems);
    problems.error(
      'commune',
      'missing',
      draft.commune[0]?.expectedAt ?? null,
      'Le nom de la commune manque.',
    );
    return null;
  }
  const text = tidy(slot.written!.text);
  const match = findCommune(text);
  if (match.kind === 'one') {
    const { name, insee } = match.commune;
    reportAnother(draft, insee, name, problems);
    return { value: { name, insee }, writtenAs: slot.written!.text, at: slot.written!.at };
  }
  return refuse(slot, text, match, problems);
}

/**
 * Without a label of its own, the commune may be told by the letterhead or a title (« Mairie de Corbas », « 69500 BRON »),
 * when everything that names one names the same.
 */
function communeAbove(draft: Draft): Slot | undefined {
  const found = [draft.letterhead, draft.loose].flatMap((texts) =>
    texts.flatMap((written) => {
      const named = communeIn(written.text) ?? communeInLines(written.text);
      return named === null ? [] : [{ texts, written, ...named }];
    }),
  );
  const [first] = found;
  if (first === undefined || found.some(({ insee }) => insee !== first.insee)) return undefined;
  for (const { texts, written } of found)
    if (!announcesNews(written.text) && !/\d{2}[ .]\d{2}[ .]\d{2}/.test(written.text))
      texts.splice(texts.indexOf(written), 1);
  return {
    written: { ...first.written, text: first.text },
    expectedAt: first.written.at,
    nameOrder: null,
  };
}

type Doubt = {
  slot: Slot;
  text: string;
  match: Exclude<ReturnType<typeof findCommune>, { kind: 'one' }>;
};

/** « Mairie de Saint-Genis » above the form, and nothing that tells which: taken away from what is unread, and asked. */
function doubtfulAbove(draft: Draft): Doubt | null {
  for (const texts of [draft.letterhead, draft.loose])
    for (const written of texts) {
      const text = tidy(written.text);
      const match = /^(?:mairie|ville|commune)\s/i.test(text) ? findCommune(text) : null;
      const isElsewhere =
        match?.kind === 'none' && /^(?:mairie|ville|commune)\s+d(?:e |['’]|u |es )[^@:\d]{2,40}$/i.test(text);
      if (match === null || match.kind === 'one' || (match.kind === 'none' && !isElsewhere)) continue;
      texts.splice(texts.indexOf(written), 1);
      return { slot: { written, expectedAt: written.at, nameOrder: null }, text, match };
    }
  return null;
}

/** A letterhead in one cell, a line each: the commune, its street, its post code. */
function communeInLines(text: string): { text: string; insee: string } | null {
  const lines = text.split('\n').map(tidy);
  const found = lines.flatMap((line) => communeIn(line) ?? []);
  const [first] = found;
  const arePlaces = lines.every(
    (line) => communeIn(line) !== null || isStreet(line) || isKnownSentence(line),
  );
  return first !== undefined && arePlaces && found.every(({ insee }) => insee === first.insee) ? first : null;
}

/** « Ville de Bron – Écoles inscrites à laclasse.com », « Liste des écoles de la commune de Corbas ». */
function communeIn(text: string): { text: string; insee: string } | null {
  const plain = tidy(text)
    .replace(
      /[\s–—|,-]*(?:t[ée]l(?:[ée]phone)?|fax|standard|e-?mail|mail|courriel)[\s.:]*(?:[+\d].*|\S+@.*)$/iu,
      '',
    )
    .replace(/[.!]+$/, '')
    .replace(/^pour (?:la (?:commune|ville) d(?:e |['’]))?/i, '');
  const alone = /^[\p{L}\s'’./-]{3,40}$/u.test(plain) ? findCommune(plain) : null;
  if (alone?.kind === 'one') return { text: plain, insee: alone.commune.insee };
  const parts = plain.split(/\s[–—|-]\s/);
  const others = parts.filter((part) => findCommune(part).kind !== 'one');
  const [only] = parts.filter((part) => !others.includes(part));
  const named = only === undefined || parts.length - others.length > 1 ? null : findCommune(only);
  if (named?.kind === 'one' && parts.length > 1 && others.every(isKnownSentence))
    return { text: only!, insee: named.commune.insee };
  const first = /^([\p{L}\s'’-]{3,40}?)(?:\s[–—-]\s|\s*[:,|(])/u.exec(plain)?.[1];
  const before = first === undefined ? null : findCommune(first);
  if (before?.kind === 'one' && !/[@]|\d{2}[ .]\d{2}/.test(plain))
    return { text: first!, insee: before.commune.insee };
  const name =
    /(?:^|[\s–—-])(?:mairie|maire|ville|commune|[ée]coles)\s+(?:publiques\s+)?(?:de\s+|du\s+|d['’]\s*)(.+)$/iu.exec(
      plain,
    )?.[1] ?? /(?:^|[\s,–—-])(69\d{3}\s+\p{Lu}.+)$/u.exec(plain)?.[1];
  if (name === undefined || /[@]|\d{2}[ .]\d{2}/.test(plain)) return null;
  const whole = name
    .split(
      /\s[–—-]\s|\s*[:,;(]|\s+(?:pour|à|souhait\p{L}+|demand\p{L}+|désir\p{L}+|sollicit\p{L}+|adh[èe]r\p{L}+|renouvel\p{L}+|inscri\p{L}+|compte|a|vous)\s/iu,
    )[0]!
    .replace(/\s+cedex.*$/i, '');
  const match = findCommune(whole);
  return match.kind === 'one' ? { text: whole, insee: match.commune.insee } : null;
}

/** A second commune, named further down, makes the first doubtful. */
function reportAnother(draft: Draft, insee: string, name: string, problems: ProblemList): void {
  for (const { written } of draft.commune) {
    const match = written === null ? null : findCommune(tidy(written.text));
    if (match?.kind !== 'one' || match.commune.insee === insee) continue;
    const message = `Deux communes sont indiquées : ${name} et ${match.commune.name}. Gardez la bonne.`;
    problems.error('commune', 'conflict', written!.at, message);
    return;
  }
}

function refuse(
  slot: Slot,
  text: string,
  match: Exclude<ReturnType<typeof findCommune>, { kind: 'one' }>,
  problems: ProblemList,
): null {
  const { at } = slot.written!;
  if (match.kind === 'ambiguous') {
    const names = match.candidates.map(({ name }) => name).join(' ou ');
    problems.error(
      'commune',
      'ambiguous',
      at,
      `« ${text} » peut désigner plusieurs communes : ${names}. Précisez laquelle.`,
      null,
      text,
    );
  } else {
    const message = `« ${text} » n’est pas une commune de la Métropole de Lyon.`;
    problems.error('commune', 'not_in_list', at, message, match.nearest?.name ?? null, text);
  }
  return null;
}
