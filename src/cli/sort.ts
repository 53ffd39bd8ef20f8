import { readFile } from 'node:fs/promises';
import { withDoubts } from '../intake/judge-authenticity.js';
import { parseMessage } from '../intake/parse-message.js';
import { pinnedVerdict } from '../intake/pinned-verdict.js';
import { sortMessage } from '../intake/sort-message.js';
import type { Authenticity, MessageKind, SortedMessage } from '../intake/sorted-message.js';
import { suspiciousSender } from '../intake/suspicious-sender.js';
import { withAuthenticity } from '../intake/with-authenticity.js';

export type SortCommandSettings = {
  /** Name of our mail server; unset, no Authentication-Results is believed. */
  authservId: string | undefined;
  ownAddresses: readonly string[];
  /** Those printed as ours only. */
  aliases?: readonly string[];
};

/** One line of `sort --json`, as promised in DESIGN. */
export type SortedFile = {
  file: string;
  kind: MessageKind;
  mayAnswer: boolean;
  reasons: string[];
  from: string | null;
  authenticity: Authenticity;
  documents: { name: string; type: string; path: string }[];
};

const kinds: Record<MessageKind, string> = {
  form: 'formulaire',
  answer: 'réponse dans un dossier connu',
  automatic: 'courrier automatique',
  other: 'autre courrier',
};

const verdicts: Record<Authenticity, string> = {
  authentic: 'expéditeur authentifié',
  unproven: 'expéditeur non prouvé',
  forged: 'expéditeur usurpé',
};

/**
 * `sort FILE.eml… [--json]`: says what each message is, without network, database or sending anything. Without DNS a signature cannot
 * be verified: only what our mail server wrote (`settings.authservId`) proves a sender. Returns the exit code: 2 when a file cannot be read.
 */
export async function sort(args: readonly string[], settings: SortCommandSettings): Promise<number> {
  const files = args.filter((argument) => argument !== '--json');
  const unknown = files.find((file) => file.startsWith('--'));
  if (unknown !== undefined || files.length === 0) {
    const fault =
      unknown === undefined ? 'sort attend au moins un fichier .eml.' : `Option inconnue : ${unknown}.`;
    process.stderr.write(`${fault} Usage : inscriptions sort FICHIER.eml… [--json]\n`);
    return 2;
  }
  let exitCode = 0;
  for (const file of files) {
    const raw = await readFile(file).catch(() => null);
    if (raw === null) {
      process.stderr.write(`Le fichier ${file} est introuvable ou illisible.\n`);
      exitCode = 2;
      continue;
    }
    const sorted = sortFile(file, raw, settings);
    process.stdout.write(args.includes('--json') ? `${JSON.stringify(sorted)}\n` : forPeople(sorted));
  }
  return exitCode;
}

/** Sorts one raw message. Pure. */
export function sortFile(file: string, raw: Uint8Array, settings: SortCommandSettings): SortedFile {
  const message = parseMessage(raw);
  const sorted = sortMessage(message, { ...settings, referenceSecret: null });
  const domain = sorted.from?.slice(sorted.from.lastIndexOf('@') + 1) ?? '';
  const doubts = suspiciousSender(message.from, message.headers);
  const pinned = pinnedVerdict(message.headers, domain, settings.authservId);
  const judged = withDoubts(pinned ?? { verdict: 'unproven', reasons: [] }, doubts);
  return printed(file, withAuthenticity(sorted, judged), judged.verdict);
}

function printed(file: string, sorted: SortedMessage, authenticity: Authenticity): SortedFile {
  const { kind, mayAnswer, reasons, from } = sorted;
  const documents = sorted.documents.map(({ name, type, path }) => ({ name, type, path }));
  return { file, kind, mayAnswer, reasons, from, authenticity, documents };
}

function forPeople(sorted: SortedFile): string {
  const answer = sorted.mayAnswer ? 'réponse possible' : 'aucune réponse';
  const documents = sorted.documents
    .map(({ name, type, path }) => `    ${path}  ${name} (${type})\n`)
    .join('');
  return (
    `${sorted.file}\n  ${kinds[sorted.kind]}, ${answer}\n` +
    `  de : ${sorted.from ?? 'inconnu'} (${verdicts[sorted.authenticity]})\n` +
    `  motifs : ${sorted.reasons.join(', ')}\n${documents}`
  );
}
