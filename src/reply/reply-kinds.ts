/** Every answer a commune, an administrator or a stranger may get from us. One folder of `templates/replies/` each. */
export const replyKinds = [
  /** The list is accepted: access will open by a date. */
  'accepted',
  /** The form has errors: each is told with its cell, the corrected workbook is attached. */
  'corrections',
  /** The good schools go on, the others wait for corrections. */
  'partly-accepted',
  /** A person looks at it. */
  'under-review',
  /** No form in the message: the model is attached. */
  'no-form',
  /** A document came and cannot be opened: encrypted, scan, damaged… */
  'unopenable',
  /** The message itself is over the limit: it was not downloaded. */
  'too-large',
  /** The same form came before. */
  'already-received',
  /** We do not know the sender for this commune yet; says nothing of what the registry holds. */
  'sender-to-confirm',
  /** A corrected form came: what changed, and what is left. */
  'correction-thanks',
  /** To the commune: the schools whose access is open. */
  'access-open',
  /** To an administrator: how to log in, and the RGPD article 14 notice. */
  'account-ready',
  /** To the former administrator, to the new one and to the commune. */
  'administrator-changed',
  /** To the commune: the schools whose access is closed. */
  'access-closed',
  /** An e-mail cannot end the convention (registered letter, three months). */
  'not-a-notice',
  /** To the follow-up person of the registry: somebody not known asks for a change. */
  'change-asked',
  /** Corrections asked for some days ago have not come. */
  'corrections-reminder',
  /** To the commune: its registered letter is received, and the day on which the convention ends. */
  'convention-notice',
  /** To the commune, some days before the end. */
  'convention-ending',
  /** To each administrator, some days before the end. */
  'administrator-access-ending',
  /** To the commune, after the last day. */
  'convention-ended',
  /** The commune took its letter back: to the commune, and to the administrators who had been told of the end. */
  'convention-continues',
  /** The yearly renewal: the commune’s list, to be renewed or changed before 20 June. */
  'renewal-opening',
  /** The renewal letter had no answer yet. */
  'renewal-reminder',
  /** What was understood of the answer, and when it applies. */
  'renewal-answer',
  /** Schools of last year’s list are missing from this one: are they to keep their access? */
  'renewal-question',
  /** The answer came after the last day. */
  'renewal-late',
  /** No answer: last year’s list is renewed. */
  'renewal-renewed',
] as const;

export type ReplyKind = (typeof replyKinds)[number];
