import type { DenouncingParty } from '../registry/convention.js';
import { dayInFrench } from './french-dates.js';
import type { PlainDate, ReplyFacts } from './reply-facts.js';

type ConventionFacts = Extract<
  ReplyFacts,
  {
    kind:
      | 'convention-notice'
      | 'convention-ending'
      | 'administrator-access-ending'
      | 'convention-ended'
      | 'convention-continues';
  }
>;

/** The dates of a convention as its letters print them, and those that the sheet at their end repeats. */
export function conventionView(facts: ConventionFacts) {
  switch (facts.kind) {
    case 'convention-notice':
      return {
        ...endOf(facts),
        receivedOn: dayInFrench(facts.noticeReceivedOn),
        lastDay: dayInFrench(facts.lastDay),
        missed: facts.missed && {
          anniversary: dayInFrench(facts.missed.anniversary),
          lastDay: dayInFrench(facts.missed.lastDay),
        },
        facts: sheet({
          'Convention notifiée le': facts.notifiedOn,
          'Lettre recommandée reçue le': facts.noticeReceivedOn,
          'Dernier jour de la convention': facts.endsOn,
        }),
      };
    case 'convention-continues':
      return {
        isByMetropole: facts.denouncedBy === 'metropole',
        receivedOn: dayInFrench(facts.withdrawnOn),
        wasEndingOn: dayInFrench(facts.wasEndingOn),
        nextAnniversary: dayInFrench(facts.nextAnniversary),
        nextExit: {
          endsOn: dayInFrench(facts.nextExit.endsOn),
          lastDay: dayInFrench(facts.nextExit.lastDay),
        },
        facts: sheet({ 'Prochain anniversaire': facts.nextAnniversary }),
      };
    case 'convention-ending':
    case 'administrator-access-ending':
    case 'convention-ended':
      return { ...endOf(facts), facts: sheet({ 'Dernier jour de la convention': facts.endsOn }) };
  }
}

function endOf({
  denouncedBy,
  endsOn,
  closesOn,
  keepsAccess,
}: {
  denouncedBy: DenouncingParty;
  endsOn: PlainDate;
  closesOn: PlainDate;
  keepsAccess: boolean;
}) {
  return {
    isByMetropole: denouncedBy === 'metropole',
    ...{ endsOn: dayInFrench(endsOn), closesOn: dayInFrench(closesOn), keepsAccess },
  };
}

function sheet(days: Record<string, PlainDate>) {
  return Object.entries(days).map(([term, day]) => ({ term, value: dayInFrench(day) }));
}
