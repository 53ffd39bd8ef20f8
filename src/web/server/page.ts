import type { FastifyRequest } from 'fastify';
import type { AgentRole } from '../../store/desk/agents.js';
import type { Desk } from '../desk.js';
import type { SignedIn } from '../login/signed-in.js';

/** Who may ask for a page. `anyone` needs no account; the others form a ladder (reader < agent < supervisor). */
export type Who = 'anyone' | AgentRole;

/** What a page is given: everything it may know of the one who asks, already checked. */
export type Asked = {
  desk: Desk;
  /** Never null on a page that needs an account. */
  signedIn: SignedIn | null;
  params: Readonly<Record<string, string>>;
  query: Query;
  form: Form;
  /** The file sent with the form, on a page that takes one; null when none was chosen. */
  file: SentFile | null;
  now: Date;
  request: FastifyRequest;
};

/** A page's words and numbers, for the template of its name; the template decides nothing. */
export type Answer =
  | { kind: 'page'; template: string; title: string; view: object; status?: number; section?: string }
  | { kind: 'redirect'; to: string; cookie?: { name: string; value: string | null; maxAgeS?: number } }
  | { kind: 'file'; name: string; type: string; bytes: Uint8Array | string }
  | { kind: 'json'; value: unknown; status?: number }
  /** A letter to be shown in a frame of its own, without any right. */
  | { kind: 'letter'; html: string }
  | { kind: 'missing' }
  | { kind: 'refused' };

/** A stranger's name and bytes, whole and within the limit; nothing of them is believed. */
export type SentFile = { name: string; bytes: Uint8Array };

export type Page = {
  method: 'GET' | 'POST';
  url: string;
  who: Who;
  /** Its form may bring a file (`multipart/form-data`). No other page reads one. */
  takesFile?: true;
  /** Its address holds a signed word that proves all it needs: no form of ours, no session (RFC 8058). */
  isProvenByAddress?: true;
  answer(asked: Asked): Promise<Answer> | Answer;
};

/** The values of a query or of a form, each asked for by name and always a text: what else was sent is not seen. */
export type Query = {
  text(name: string): string;
  texts(name: string): string[];
  number(name: string): number;
};
export type Form = Query & { names(): string[] };

const MOST_VALUES = 500;
const MOST_SIGNS = 20_000;

export function valuesOf(given: unknown): Form {
  const values = new Map<string, string[]>();
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    values.set(
      name,
      texts
        .slice(0, MOST_VALUES)
        .map((one) => one.replaceAll('\u0000', '').toWellFormed().slice(0, MOST_SIGNS)),
    );
  }
  const texts = (name: string) => values.get(name) ?? [];
  return {
    texts,
    text: (name) => (texts(name)[0] ?? '').trim(),
    number: (name) => {
      const number = Number(texts(name)[0] ?? '');
      return Number.isSafeInteger(number) ? number : 0;
    },
    names: () => [...values.keys()],
  };
}
