import { receptionDay } from '../provisioning/deadlines.js';
import { schoolYearAskedOn, schoolYearLabel } from '../registry/school-year.js';
import type { ReplyFacts } from '../reply/reply-facts.js';
import type { PreviewMaterial } from './preview-material.js';

type RenewalKind = Extract<ReplyFacts, { schoolYear: string }>['kind'];

/** Pure: the facts of a renewal letter, as far as the request holds them. */
export function previewRenewal(kind: RenewalKind, material: PreviewMaterial): ReplyFacts {
  const { reference, receivedAt, originalSubject, communeName, deadline, schools } = material;
  const schoolYear = schoolYearLabel(schoolYearAskedOn(receptionDay(receivedAt)));
  const common = { reference, receivedAt, originalSubject, communeName, schoolYear };
  const { dueOn, targetOn } = deadline;
  const understood = { kept: schools, added: [], changed: [], removed: [], missing: [] };
  const asked = { schools, modelName: null, lastDay: targetOn, applyBy: dueOn, removalsFrom: dueOn };
  switch (kind) {
    case 'renewal-opening':
      return { kind, ...common, ...asked };
    case 'renewal-reminder':
      return { kind, ...common, ...asked, writtenOn: receptionDay(receivedAt).toString() };
    case 'renewal-answer':
      return { kind, ...common, understood, changesBy: dueOn, removalsFrom: null, warnings: [] };
    case 'renewal-question':
      return { kind, ...common, understood: { ...understood, kept: [], missing: schools } };
    case 'renewal-late':
      return { kind, ...common, schools, lastDay: targetOn };
    case 'renewal-renewed':
      return { kind, ...common, schools, lastDay: targetOn, isByAgent: false };
  }
}
