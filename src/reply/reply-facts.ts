import type { ProblemCode } from '../form/problem-codes.js';
import type { Problem } from '../form/reading.js';
import type { DenouncingParty } from '../registry/convention.js';

/** A civil date, `YYYY-MM-DD`. */
export type PlainDate = string;

/** A school as we understood it. `administrator` is the display name only: never a phone, never an e-mail. */
export type SchoolUnderstood = { name: string; uai: string | null; administrator: string | null };

/** The legal limit (reception + 14 days), and the last working day at or before it. */
export type Deadline = { dueOn: PlainDate; targetOn: PlainDate };

/** What changed between two forms of a request. `field` is a path such as `schools[2].administrator.email`. */
export type FormChange = {
  field: string;
  /** The school's name, when the field is one of a school. */
  school: string | null;
  before: string | null;
  after: string | null;
};

export type NamedSchool = { name: string; uai: string | null };

/** Who follows whom as administrator of a school: display names only. */
export type Succession = { school: NamedSchool; formerName: string; newName: string };

/** A document we could not open, and the code that says why. */
export type UnopenableDocument = { name: string; code: ProblemCode };

/** What every reply prints. */
type Common = {
  /** The request's reference as printed, e.g. `LC-2026-00042` (or its signed form). */
  reference: string;
  /** When our server received the message answered; printed with its time, Europe/Paris. */
  receivedAt: Date;
  /** Subject of the message answered, as decoded; a stranger's text. Empty when we write first. */
  originalSubject: string;
  /** Official name of the commune, or null when we do not know it. */
  communeName: string | null;
};

type WithDeadline = { deadline: Deadline };
type WithSchools = { schools: readonly SchoolUnderstood[] };
type WithProblems = {
  problems: readonly Problem[];
  /** File name of the workbook attached, or null when there is none. */
  workbookName: string | null;
  /** `theirs`: their own file, cells marked; `ours`: the model, filled with what we read. */
  workbookIs?: 'theirs' | 'ours';
};

type WithModel = {
  /** File name of the model form attached, or null. */
  modelName: string | null;
  /** Filled with the list we hold: only for a sender the commune has confirmed. */
  isModelPrefilled?: boolean;
};

/** The last day of a convention, and the day from which access is removed. */
type ConventionEnd = {
  /** Whose registered letter ends it. */
  denouncedBy: DenouncingParty;
  endsOn: PlainDate;
  closesOn: PlainDate;
  /** Another convention of the commune runs on: nothing is removed. */
  keepsAccess: boolean;
};

type Administered = { administratorName: string; administeredSchools: readonly NamedSchool[] };

/** What was understood of a list for the coming year, against the one before. A school missing keeps its access. */
export type RenewalUnderstood = {
  kept: readonly SchoolUnderstood[];
  added: readonly SchoolUnderstood[];
  changed: readonly Succession[];
  removed: readonly SchoolUnderstood[];
  missing: readonly SchoolUnderstood[];
};

/** The letters of the yearly renewal. Days as in the campaign. */
type Renewal = {
  /** e.g. `2027-2028`. */
  schoolYear: string;
};

/** The commune's list, sent with its workbook. */
type AsksToRenew = Renewal &
  WithSchools &
  WithModel & {
    /** An answer received on this day is on time. */
    lastDay: PlainDate;
    applyBy: PlainDate;
    removalsFrom: PlainDate;
  };

type FactsByKind = {
  accepted: WithDeadline &
    WithSchools & {
      /** Schools whose access will be closed because the list says so. */
      removedSchools: readonly SchoolUnderstood[];
      warnings: readonly Problem[];
    };
  corrections: WithDeadline & WithSchools & WithProblems;
  /** `schools` go on; `waitingSchools` wait. */
  'partly-accepted': WithDeadline &
    WithSchools &
    WithProblems & { waitingSchools: readonly SchoolUnderstood[] };
  'under-review': WithDeadline & WithSchools & { warnings: readonly Problem[] };
  'no-form': {
    /** Names of the documents that came, none of which is a form. */
    documentNames: readonly string[];
  } & WithModel;
  unopenable: { documents: readonly UnopenableDocument[] } & WithModel;
  /** Sizes in bytes. */
  'too-large': { size: number; limit: number };
  'already-received': {
    firstReceivedAt: Date;
    /** Where that first request stands. */
    standing: 'accepted' | 'corrections' | 'under-review' | 'open' | 'closed';
    deadline: Deadline | null;
  };
  /** `schools` as written in the form; only their number and names are printed. */
  'sender-to-confirm': WithDeadline & WithSchools;
  /** `problems` are those left; an empty list with `outcome: 'accepted'` means all is well. */
  'correction-thanks': WithDeadline &
    WithSchools &
    WithProblems & {
      outcome: 'accepted' | 'corrections' | 'under-review';
      changes: readonly FormChange[];
    };
  'access-open': WithSchools & {
    openedOn: PlainDate;
    /** The schools were open: these administrators are more of them. */
    isAddition?: boolean;
    /** Schools of the same request whose turn has not come. */
    remaining?: number;
  };
  'account-ready': {
    administratorName: string;
    administeredSchools: readonly NamedSchool[];
    /** Made for them, theirs before, or not known to us (somebody did it by hand). */
    account: 'new' | 'known' | 'unsaid';
    /** Null when we do not know it. */
    login: string | null;
  };
  'administrator-changed': {
    /** School by school. Told to a former or a new administrator, all are of that person. */
    successions: readonly Succession[];
    changedOn: PlainDate;
    /** To whom this copy goes. */
    recipient: 'former' | 'new' | 'commune';
  };
  'access-closed': WithSchools & { closedOn: PlainDate };
  'not-a-notice': Record<never, never>;
  'change-asked': {
    asks: readonly ('administrator_replaced' | 'removal_asked' | 'contact_replaced')[];
    /** The address that the mail says it comes from. */
    askedBy: string;
  };
  'corrections-reminder': WithDeadline &
    WithSchools &
    WithProblems & {
      /** The day an agent takes the request over. */
      agentOn: PlainDate;
    };
  'convention-notice': WithSchools &
    ConventionEnd & {
      noticeReceivedOn: PlainDate;
      notifiedOn: PlainDate;
      /** The last day on which a letter counted for `endsOn`. */
      lastDay: PlainDate;
      /** The anniversary that the letter was too late for, and the day it had to be received by. */
      missed: { anniversary: PlainDate; lastDay: PlainDate } | null;
    };
  'convention-ending': WithSchools & ConventionEnd;
  'administrator-access-ending': ConventionEnd & Administered;
  'convention-ended': WithSchools & ConventionEnd;
  'convention-continues': {
    /** Who takes its registered letter back. */
    denouncedBy: DenouncingParty;
    withdrawnOn: PlainDate;
    wasEndingOn: PlainDate;
    nextAnniversary: PlainDate;
    /** The next end that a new letter could lead to, and the last day to receive it. */
    nextExit: { endsOn: PlainDate; lastDay: PlainDate };
    /** Null: told to the commune. */
    administrator: Administered | null;
  };
  'renewal-opening': AsksToRenew;
  'renewal-reminder': AsksToRenew & { writtenOn: PlainDate };
  /** What is accepted: all that `understood` tells, with its days. `removalsFrom` null: nobody loses an access. */
  'renewal-answer': Renewal & {
    understood: RenewalUnderstood;
    changesBy: PlainDate;
    removalsFrom: PlainDate | null;
    warnings: readonly Problem[];
  };
  /** Schools are missing: a question, and nothing is removed meanwhile. */
  'renewal-question': Renewal & { understood: RenewalUnderstood };
  /** Received after the last day: kept, and an agent decides. */
  'renewal-late': Renewal & WithSchools & { lastDay: PlainDate };
  /** Silence, or an agent, renewed the list of the year before. */
  'renewal-renewed': Renewal & WithSchools & { lastDay: PlainDate; isByAgent: boolean };
};

/** The facts one kind of reply needs: dates, names and problems, never a template's word. */
export type FactsOf<Kind extends keyof FactsByKind> = { kind: Kind } & Common & FactsByKind[Kind];

/** The facts of any reply, told apart by `kind`. */
export type ReplyFacts = { [Kind in keyof FactsByKind]: FactsOf<Kind> }[keyof FactsByKind];
