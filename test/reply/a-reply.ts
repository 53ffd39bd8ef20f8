import type { Problem } from '../../src/form/reading.js';
import type {
  FactsOf,
  RenewalUnderstood,
  ReplyFacts,
  SchoolUnderstood,
} from '../../src/reply/reply-facts.js';
import type { ReplyKind } from '../../src/reply/reply-kinds.js';
import type { ServiceIdentity } from '../../src/reply/service-identity.js';

export const TEMPLATES = new URL('../../templates/replies', import.meta.url).pathname;

export const aService: ServiceIdentity = {
  name: 'Support laclasse.com – Métropole de Lyon',
  controller: 'La Métropole de Lyon',
  postalAddress: '20 rue du Lac\nCS 33569\n69505 Lyon Cedex 03',
  email: 'support@laclasse.com',
  phone: '04 00 00 00 00',
  hours: 'du lundi au vendredi, de 9 h à 17 h',
  dpo: 'dpo@exemple.fr',
  webAddress: 'https://www.laclasse.com',
  privacyUrl: null,
  silenceNotice: '',
  dataAfterEnd:
    'Les documents de l’école sont gardés deux mois après la fin de la convention, puis ils sont effacés.',
};

export const someSchools: SchoolUnderstood[] = [
  { name: 'École primaire Jacques Prévert', uai: '0693898M', administrator: 'Hélène Martin' },
  { name: 'École primaire Jean Jaurès', uai: '0693027R', administrator: 'Karim Benali' },
  { name: 'École primaire Marie Curie', uai: '0693794Z', administrator: 'Jean-Pierre de La Tour' },
];

/** A problem of a form; a test shows only what matters. */
export function aProblem(about: Partial<Problem> = {}): Problem {
  return {
    field: 'schools[1].administrator.email',
    code: 'missing',
    severity: 'error',
    where: { sheet: 'Écoles', cell: 'E6' },
    message: 'L’adresse e-mail de l’administrateur de l’École Jean Jaurès manque.',
    suggestion: null,
    ...about,
  };
}

export const someProblems: Problem[] = [
  aProblem(),
  aProblem({
    field: 'schools[0].administrator.email',
    code: 'invalid_email',
    where: { sheet: 'Écoles', cell: 'E5' },
    message:
      'Nous avons lu « helene.martin@corbas,fr » : une adresse e-mail s’écrit nom@domaine.fr, avec un point.',
    suggestion: 'helene.martin@corbas.fr',
  }),
  aProblem({
    field: 'schools[2].administrator.phone',
    code: 'invalid_phone',
    where: { sheet: 'Écoles', cell: 'F7' },
    message: 'Nous avons lu « 04 72 90 03 » : il manque deux chiffres à ce numéro.',
  }),
  aProblem({
    field: 'schools[2].name',
    code: 'ambiguous',
    where: { sheet: 'Écoles', cell: 'A7' },
    message: 'Nous avons lu « Marie Curie » : plusieurs écoles portent ce nom. Indiquez l’UAI de la bonne.',
    suggestion: '0693794Z',
  }),
  aProblem({
    field: 'contacts.technical.phone',
    code: 'invalid_phone',
    severity: 'warning',
    where: { sheet: 'Écoles', cell: 'B3' },
    message: 'Nous avons lu « 08 92 00 00 00 » : ce numéro est surtaxé. Est-ce bien le bon ?',
  }),
];

const common = {
  reference: 'LC-2026-00042',
  receivedAt: new Date('2026-11-23T20:42:00Z'),
  originalSubject: 'Inscription ENT laclasse.com',
  communeName: 'Corbas',
};
const deadline = { dueOn: '2026-12-07', targetOn: '2026-12-07' };
const corrected = { problems: someProblems, workbookName: 'liste-corbas-a-corriger.xlsx' };

const unasked = { originalSubject: '' };
const end = {
  endsOn: '2027-10-04',
  closesOn: '2027-10-05',
  keepsAccess: false,
  denouncedBy: 'commune' as const,
};

const renewal = {
  ...{ reference: 'RC-2027-69273', receivedAt: new Date('2027-05-18T08:42:00Z') },
  ...{ originalSubject: '', communeName: 'Corbas', schoolYear: '2027-2028' },
};
const asksToRenew = {
  ...{ schools: someSchools, modelName: 'Liste laclasse.com 2027-2028.xlsx', isModelPrefilled: true },
  ...{ lastDay: '2027-06-20', applyBy: '2027-08-19', removalsFrom: '2027-07-10' },
};
export const someUnderstood: RenewalUnderstood = {
  kept: someSchools.slice(0, 1),
  added: [{ name: 'École maternelle Les Taillis', uai: '0694001Z', administrator: 'Aïcha Roux' }],
  changed: [
    {
      school: { name: 'École primaire Jean Jaurès', uai: '0693027R' },
      ...{ formerName: 'Karim Benali', newName: 'Lucie Faure' },
    },
  ],
  removed: someSchools.slice(2),
  missing: [],
};

const examples: { [Kind in ReplyKind]: FactsOf<Kind> } = {
  accepted: { kind: 'accepted', ...common, deadline, schools: someSchools, removedSchools: [], warnings: [] },
  corrections: { kind: 'corrections', ...common, deadline, schools: someSchools, ...corrected },
  'partly-accepted': {
    kind: 'partly-accepted',
    ...common,
    deadline,
    schools: someSchools.slice(0, 2),
    waitingSchools: someSchools.slice(2),
    problems: someProblems.slice(2, 4),
    workbookName: 'liste-corbas-a-corriger.xlsx',
  },
  'under-review': {
    kind: 'under-review',
    ...common,
    receivedAt: new Date('2026-12-11T07:05:00Z'),
    deadline: { dueOn: '2026-12-25', targetOn: '2026-12-24' },
    schools: someSchools,
    warnings: someProblems.slice(4),
  },
  'no-form': {
    kind: 'no-form',
    ...common,
    documentNames: ['deliberation-2026-11.pdf'],
    modelName: 'formulaire-laclasse-corbas.xlsx',
  },
  unopenable: {
    kind: 'unopenable',
    ...common,
    documents: [{ name: 'ENT Corbas.xlsx', code: 'encrypted' }],
    modelName: 'formulaire-laclasse-corbas.xlsx',
  },
  'too-large': { kind: 'too-large', ...common, size: 44_564_480, limit: 36_700_160 },
  'already-received': {
    kind: 'already-received',
    ...common,
    firstReceivedAt: new Date('2026-11-20T09:12:00Z'),
    standing: 'accepted',
    deadline: { dueOn: '2026-12-04', targetOn: '2026-12-04' },
  },
  'sender-to-confirm': { kind: 'sender-to-confirm', ...common, deadline, schools: someSchools },
  'correction-thanks': {
    kind: 'correction-thanks',
    ...common,
    deadline,
    schools: someSchools,
    problems: [],
    workbookName: null,
    outcome: 'accepted',
    changes: [
      {
        field: 'schools[1].administrator.email',
        school: 'École primaire Jean Jaurès',
        before: null,
        after: 'karim.benali@corbas.fr',
      },
      {
        field: 'schools[2].administrator.phone',
        school: 'École primaire Marie Curie',
        before: '04 72 90 03',
        after: '04 72 90 03 18',
      },
    ],
  },
  'access-open': { kind: 'access-open', ...common, schools: someSchools, openedOn: '2026-12-02' },
  'account-ready': {
    kind: 'account-ready',
    ...common,
    administratorName: 'Karim Benali',
    administeredSchools: [{ name: 'École primaire Jean Jaurès', uai: '0693027R' }],
    account: 'new',
    login: 'kbenali',
  },
  'administrator-changed': {
    kind: 'administrator-changed',
    ...common,
    successions: [
      {
        school: { name: 'École primaire Jean Jaurès', uai: '0693027R' },
        formerName: 'Karim Benali',
        newName: 'Lucie Faure',
      },
    ],
    changedOn: '2026-12-01',
    recipient: 'commune',
  },
  'access-closed': {
    kind: 'access-closed',
    ...common,
    schools: someSchools.slice(2),
    closedOn: '2026-12-01',
  },
  'not-a-notice': { kind: 'not-a-notice', ...common },
  'change-asked': {
    kind: 'change-asked',
    ...common,
    originalSubject: '',
    asks: ['administrator_replaced', 'removal_asked', 'contact_replaced'],
    askedBy: 'luc.rey@orange.example',
  },
  'corrections-reminder': {
    kind: 'corrections-reminder',
    ...common,
    deadline,
    schools: someSchools,
    ...corrected,
    agentOn: '2026-12-02',
  },
  'convention-notice': {
    ...{ kind: 'convention-notice', ...common, ...unasked, ...end, schools: someSchools },
    ...{ noticeReceivedOn: '2026-11-20', notifiedOn: '2019-10-04', lastDay: '2027-07-04', missed: null },
  },
  'convention-ending': {
    ...{ kind: 'convention-ending', ...common, ...unasked, ...end, schools: someSchools },
  },
  'administrator-access-ending': {
    ...{ kind: 'administrator-access-ending', ...common, ...unasked, ...end },
    administratorName: 'Karim Benali',
    administeredSchools: [{ name: 'École primaire Jean Jaurès', uai: '0693027R' }],
  },
  'convention-ended': {
    ...{ kind: 'convention-ended', ...common, ...unasked, ...end, schools: someSchools },
  },
  'convention-continues': {
    ...{ kind: 'convention-continues', ...common, ...unasked, administrator: null },
    denouncedBy: 'commune',
    ...{ withdrawnOn: '2027-08-30', wasEndingOn: '2027-10-04', nextAnniversary: '2027-10-04' },
    nextExit: { endsOn: '2028-10-04', lastDay: '2028-07-04' },
  },
  'renewal-opening': { kind: 'renewal-opening', ...renewal, ...asksToRenew },
  'renewal-reminder': { kind: 'renewal-reminder', ...renewal, ...asksToRenew, writtenOn: '2027-05-03' },
  'renewal-answer': {
    ...{ kind: 'renewal-answer', ...renewal, reference: 'LC-2027-00042', understood: someUnderstood },
    ...{ changesBy: '2027-08-19', removalsFrom: '2027-07-10', warnings: [] },
  },
  'renewal-question': {
    ...{ kind: 'renewal-question', ...renewal, reference: 'LC-2027-00042' },
    understood: { ...someUnderstood, missing: someSchools.slice(2), removed: [] },
  },
  'renewal-late': {
    ...{ kind: 'renewal-late', ...renewal, reference: 'LC-2027-00042', schools: someSchools },
    ...{ lastDay: '2027-06-20', receivedAt: new Date('2027-06-20T22:30:00Z') },
  },
  'renewal-renewed': {
    ...{ kind: 'renewal-renewed', ...renewal, schools: someSchools, lastDay: '2027-06-20', isByAgent: false },
  },
};

/** An example of each kind of answer, changed by what a test is about. */
export function aReplyOf<Kind extends ReplyKind>(kind: Kind, about: Partial<FactsOf<Kind>> = {}): ReplyFacts {
  return { ...examples[kind], ...about } as ReplyFacts;
}
