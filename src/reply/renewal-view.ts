import { dayInFrench } from './french-dates.js';
import type { ReplyFacts } from './reply-facts.js';

type RenewalFacts = Extract<ReplyFacts, { schoolYear: string }>;

/** The days of a renewal letter, in words; null for those it does not tell. */
export function renewalView(facts: RenewalFacts) {
  return {
    schoolYear: facts.schoolYear,
    lastDay: 'lastDay' in facts ? dayInFrench(facts.lastDay) : null,
    applyBy: 'applyBy' in facts ? dayInFrench(facts.applyBy) : null,
    changesBy: 'changesBy' in facts ? dayInFrench(facts.changesBy) : null,
    writtenOn: 'writtenOn' in facts ? dayInFrench(facts.writtenOn) : null,
    removalsFrom:
      'removalsFrom' in facts && facts.removalsFrom !== null ? dayInFrench(facts.removalsFrom) : null,
    isByAgent: 'isByAgent' in facts && facts.isByAgent,
  };
}
