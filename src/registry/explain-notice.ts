import { Temporal } from 'temporal-polyfill';
import { anniversaryFrom, endOfNotice, lastDayOfNotice } from './convention.js';

type Day = Temporal.PlainDate;

/** Which anniversary a registered letter counts for, and why. */
export type ExplainedNotice = {
  receivedOn: Day;
  /** The anniversary at which the convention ends: its last day. */
  endsOn: Day;
  /** The last day on which a letter counts for `endsOn`. */
  lastDay: Day;
  /** The coming anniversary, when the letter is too late for it, and the day it had to be received by. */
  missed: { anniversary: Day; lastDay: Day } | null;
};

/** Pure. Three months are counted to the day, from the reception of the letter (article 8 of the convention). */
export function explainNotice(notifiedOn: Day, receivedOn: Day): ExplainedNotice {
  const endsOn = endOfNotice(notifiedOn, receivedOn);
  const coming = anniversaryFrom(notifiedOn, receivedOn);
  const isMissed = Temporal.PlainDate.compare(coming, endsOn) < 0;
  return {
    receivedOn,
    endsOn,
    lastDay: lastDayOfNotice(notifiedOn, endsOn),
    missed: isMissed ? { anniversary: coming, lastDay: lastDayOfNotice(notifiedOn, coming) } : null,
  };
}
