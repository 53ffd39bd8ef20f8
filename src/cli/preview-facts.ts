import { correctedWorkbook, modelForm } from '../../workers/decide/reply-facts.js';
import type { Problem } from '../form/reading.js';
import type { ReplyFacts, SchoolUnderstood } from '../reply/reply-facts.js';
import type { ReplyKind } from '../reply/reply-kinds.js';
import type { PreviewMaterial } from './preview-material.js';
import { previewRenewal } from './preview-renewal.js';

/** Stands for what the request does not hold yet, and is seen to do so. */
const NOT_YET = '(pas encore connu)';

/** The schools an error names wait; the others go on. */
function partOf(schools: readonly SchoolUnderstood[], problems: readonly Problem[]) {
  const wrong = new Set(
    problems.flatMap(({ field, severity }) =>
      severity === 'error' ? Number(/^schools\[(\d+)\]/.exec(field)?.[1] ?? -1) : [],
    ),
  );
  return {
    schools: schools.filter((_, place) => !wrong.has(place)),
    waitingSchools: schools.filter((_, place) => wrong.has(place)),
  };
}

/** Pure: the facts of an answer of this kind, as far as the request holds them. */
export function previewFacts(kind: ReplyKind, material: PreviewMaterial): ReplyFacts {
  const { reference, receivedAt, originalSubject, communeName, deadline, schools, problems, documentNames } =
    material;
  const common = { reference, receivedAt, originalSubject, communeName };
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const form = material.form ?? { name: documentNames[0] ?? 'formulaire.xlsx', readingId: '' };
  const asked = { deadline, schools, problems, ...correctedWorkbook(form).facts };
  const modelName = modelForm(null, null).name;
  const school = schools[0] ?? { name: NOT_YET, uai: null, administrator: null };
  const administrator = school.administrator ?? NOT_YET;
  const by = { denouncedBy: 'commune' } as const;
  const end = { endsOn: deadline.dueOn, closesOn: deadline.dueOn, keepsAccess: false, ...by };

  switch (kind) {
    case 'accepted':
      return { kind, ...common, deadline, schools, removedSchools: [], warnings };
    case 'corrections':
      return { kind, ...common, ...asked };
    case 'partly-accepted':
      return { kind, ...common, ...asked, ...partOf(schools, problems) };
    case 'under-review':
      return { kind, ...common, deadline, schools, warnings };
    case 'no-form':
      return { kind, ...common, documentNames, modelName };
    case 'unopenable': {
      const code = problems.find(({ field }) => field === 'document')?.code ?? 'unreadable';
      return { kind, ...common, documents: documentNames.map((name) => ({ name, code })), modelName };
    }
    case 'too-large':
      return { kind, ...common, size: material.sizeBytes, limit: material.sizeBytes };
    case 'already-received':
      return { kind, ...common, firstReceivedAt: receivedAt, standing: 'under-review', deadline };
    case 'sender-to-confirm':
      return { kind, ...common, deadline, schools };
    case 'correction-thanks': {
      const outcome = errors.length > 0 ? 'corrections' : 'accepted';
      return { kind, ...common, ...asked, outcome, changes: [] };
    }
    case 'access-open':
      return { kind, ...common, schools, openedOn: deadline.targetOn };
    case 'account-ready':
      return {
        ...{ kind, ...common, administratorName: administrator, administeredSchools: [school] },
        ...{ account: 'new', login: NOT_YET },
      };
    case 'administrator-changed':
      return {
        kind,
        ...common,
        successions: [{ school, formerName: NOT_YET, newName: administrator }],
        changedOn: deadline.targetOn,
        recipient: 'commune',
      };
    case 'access-closed':
      return { kind, ...common, schools, closedOn: deadline.targetOn };
    case 'not-a-notice':
      return { kind, ...common };
    case 'change-asked':
      return { kind, ...common, asks: ['administrator_replaced'], askedBy: 'quelqu.un@exemple.fr' };
    case 'corrections-reminder':
      return { kind, ...common, ...asked, agentOn: deadline.targetOn };
    case 'convention-notice':
      return {
        ...{ kind, ...common, schools, ...end, lastDay: deadline.targetOn, missed: null },
        ...{ noticeReceivedOn: deadline.targetOn, notifiedOn: deadline.targetOn },
      };
    case 'convention-ending':
    case 'convention-ended':
      return { kind, ...common, schools, ...end };
    case 'administrator-access-ending':
      return {
        kind,
        ...common,
        ...end,
        administratorName: administrator,
        administeredSchools: [school],
      };
    case 'convention-continues':
      return {
        ...{ kind, ...common, ...by, withdrawnOn: deadline.targetOn, wasEndingOn: deadline.dueOn },
        ...{ nextAnniversary: deadline.dueOn, administrator: null },
        nextExit: { endsOn: deadline.dueOn, lastDay: deadline.dueOn },
      };
    case 'renewal-opening':
    case 'renewal-reminder':
    case 'renewal-answer':
    case 'renewal-question':
    case 'renewal-late':
    case 'renewal-renewed':
      return previewRenewal(kind, material);
  }
}
