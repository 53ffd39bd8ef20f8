import { applyEdits, type EditedReading, type FieldEdit } from '../decision/agent/apply-edits.js';
import { editsInForce } from '../decision/agent/edits-in-force.js';
import { type Judgement, judge } from '../decision/agent/judge.js';
import type { CommuneFile } from '../decision/case.js';
import { isForm } from '../decision/decide.js';
import { isSenderTrusted } from '../decision/is-sender-trusted.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { schoolYearAskedOn } from '../registry/school-year.js';
import { loadCommunes } from '../store/cases.js';
import type { Queries } from '../store/database.js';
import { type CaseMessage, type CaseReading, loadCaseMaterial } from '../store/desk/case-material.js';

/** A request laid out for an agent: its form with what was written over it, judged against the registry of today. */
export type OpenCase = {
  messages: readonly CaseMessage[];
  readings: readonly CaseReading[];
  form: CaseReading;
  /** The message that brought the form. */
  message: CaseMessage;
  edited: EditedReading;
  commune: CommuneFile | null;
  judgement: Judgement;
  /** The school year that the form speaks of: by the day it came, not by the day an agent looks. */
  schoolYear: number;
};

export type CaseOptions = {
  today: Date;
  /** The form to decide on, when the request has several; else the latest. */
  readingId?: string | undefined;
  /** Not saved yet: what an agent is typing. */
  typing?: readonly FieldEdit[] | undefined;
  /** As if the sender were confirmed for the commune already. */
  trusting?: boolean | undefined;
};

/** Null when the request holds no readable form (or not that one). */
export async function openCase(
  db: Queries,
  requestId: string,
  { today, readingId, typing = [], trusting = false }: CaseOptions,
): Promise<OpenCase | null> {
  const { messages, readings } = await loadCaseMaterial(db, requestId);
  const form = readings.find(({ id, reading }) =>
    readingId === undefined ? isForm(reading) : id === readingId,
  );
  const message = messages.find(({ id }) => id === form?.messageId);
  if (form === undefined || message === undefined) return null;

  const edited = applyEdits(form.reading, [...editsInForce(form.edits), ...typing]);
  const schoolYear = schoolYearAskedOn(receptionDay(message.receivedAt));
  const found = await communeFile(db, edited, message, { today, schoolYear });
  const commune = found && trusting ? { ...found, isSenderTrusted: true } : found;
  const judgement = judge(edited, commune, message);
  return { messages, readings, form, message, edited, commune, judgement, schoolYear };
}

async function communeFile(
  db: Queries,
  { reading }: EditedReading,
  message: CaseMessage,
  { today, schoolYear }: { today: Date; schoolYear: number },
): Promise<CommuneFile | null> {
  const insee = reading.commune?.value.insee;
  if (insee === undefined) return null;
  const day = receptionDay(today).toString();
  const { trusted, ...commune } = (await loadCommunes(db, [insee], { day, schoolYear })).get(insee)!;
  return { ...commune, isSenderTrusted: isSenderTrusted(message.from, trusted) };
}
