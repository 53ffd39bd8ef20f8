import type { Standing } from './standing.js';

/** Letters that tell of an order done: they answer no mail, and come after the answer. */
const ANNOUNCEMENTS: readonly string[] = [
  'access-open',
  'account-ready',
  'administrator-changed',
  'access-closed',
];

export function announcementsOf({ replies }: Standing): Standing['replies'] {
  return replies.filter(({ kind }) => ANNOUNCEMENTS.includes(kind));
}

/** What was written to the one who sent the mail, about this mail. */
export function answersOf({ replies }: Standing): Standing['replies'] {
  return replies.filter(({ kind }) => !ANNOUNCEMENTS.includes(kind));
}
