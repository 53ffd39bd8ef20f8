import type { Letter } from '../../../desk/letters.js';
import type { Answer } from '../../server/page.js';

/** What a preview shows of the letter that would leave; null when none would. */
export function letterView(letter: Letter | null) {
  return (
    letter && {
      recipient: letter.recipient,
      subject: letter.subject,
      text: letter.text,
      attachments: letter.attachments.map(({ name }) => name),
    }
  );
}

const noLetter =
  '<!doctype html><html lang="fr"><title>Sans message</title><p>Aucun message ne partira.</p></html>';

/** The letter laid out, for a frame of its own. */
export function letterAnswer(letter: Letter | null): Answer {
  return { kind: 'letter', html: letter?.html ?? noLetter };
}
