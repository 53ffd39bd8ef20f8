import { randomUUID } from 'node:crypto';
import { aMail, type Entity, file, letterWith, multipart, text } from '../../intake/builders/a-mail.js';
import { aForm, type FormOptions, type TownHall } from './a-town-hall.js';

/** The name under which our mail server writes its verdicts, in tests. */
export const AUTHSERV_ID = 'mx.laclasse.example';

/** A mail as it lands in the mailbox, with what a test wants to find again. */
export type Letter = { raw: Buffer; from: string; messageId: string };

type LetterOptions = {
  from?: string;
  subject?: string;
  headers?: readonly string[];
  content?: Entity;
  /** Whether our mail server vouches for the sender; true unless told otherwise. */
  isAuthentic?: boolean;
};

/** A mail of this town hall: a few words, unless told otherwise. */
export function aLetter(hall: TownHall, options: LetterOptions = {}): Letter {
  const { from = hall.address, subject = 'Nos écoles', headers = [], isAuthentic = true } = options;
  const domain = from.slice(from.indexOf('@') + 1);
  const messageId = `<${randomUUID()}@${domain}>`;
  const verdict = `Authentication-Results: ${AUTHSERV_ID}; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`;
  const raw = aMail({
    from: `Hélène Marchand <${from}>`,
    subject,
    messageId,
    top: isAuthentic ? [verdict] : [],
    also: headers,
    content: options.content ?? text('Bonjour,\r\n\r\nQue faut-il faire ?\r\n\r\nHélène Marchand\r\n'),
  });
  return { raw, from, messageId };
}

/** A mail that brings a form; `form` says what is peculiar to it, or is the file itself. */
export function aLetterWithForm(
  hall: TownHall,
  options: LetterOptions & { form?: FormOptions | { name: string; bytes: Buffer } } = {},
): Letter {
  const { form = {}, ...others } = options;
  const { name, bytes } = 'bytes' in form ? form : aForm(hall, form);
  return aLetter(hall, { ...others, content: letterWith(file(name, bytes)) });
}

/** An out-of-office. */
export function anAutomaticLetter(hall: TownHall): Letter {
  return aLetter(hall, {
    subject: 'Réponse automatique : absence du bureau',
    headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
  });
}

/** A mail of about this size, in bytes. */
export function aLargeLetter(hall: TownHall, bytes: number): Letter {
  const photo = file('photo.jpg', Buffer.alloc(Math.round(bytes * 0.75), 'photo'));
  return aLetter(hall, { content: multipart('mixed', text('Voici une photo.\r\n'), photo) });
}
