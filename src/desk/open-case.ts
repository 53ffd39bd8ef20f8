import { applyEdits, type EditedReading, type FieldEdit } from '../decision/agent/apply-edits.js';
import { editsInForce } from '../decision/agent/edits-in-force.js';
import { type Judgement, judge } from '../decision/agent/judge.js';
import type { CommuneFile } from '../decision/case.js';
import { isForm } from '../decision/decide.js';
import { isSenderTrusted } from '../decision/is-sender-trusted.js';
import {
  type CaseRenewal,
  campaignInCourse,
  caseRenewal,
  type YearMaterial,
  yearOfMessage,
} from '../decision/renewal/case-renewal.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { isOnTime } from '../provisioning/renewal-calendar.js';
import type { CommuneList } from '../registry/change.js';
import { type SchoolYear, schoolYearOf } from '../registry/school-year.js';
import type { YearAsked, YearReason } from '../registry/year-asked.js';
import { loadCommunes } from '../store/cases.js';
import type { Queries } from '../store/database.js';
import { type CaseMessage, type CaseReading, loadCaseMaterial } from '../store/desk/case-material.js';
import { loadCampaignsAsking } from '../store/renewal/asking.js';
import { campaignsOfMails } from '../store/renewal/letters.js';
import { findRequestYear } from '../store/renewal/request-years.js';

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
  /** The school year that the form speaks of: by the day it came, not by the day an agent looks; or as an agent chose. */
  year: YearAsked;
  schoolYear: number;
  /** The campaign it answers. */
  renewal: CaseRenewal | null;
  /** The list of the year before the campaign’s, for whoever compares; null out of season. */
  lastYear: CommuneList | null;
  /** The years an agent may choose between, and the campaign in course for the coming one. */
  possibleYears: readonly SchoolYear[];
  campaign: { year: SchoolYear; isOnTime: boolean } | null;
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
  const material = await yearMaterial(db, edited, message);
  const year = (await chosenYear(db, requestId)) ?? yearOfMessage(material);
  const schoolYear = year.year;
  const found = await communeFile(db, edited, message, { today, schoolYear });
  const commune = found && trusting ? { ...found, isSenderTrusted: true } : found;
  const renewal = commune && caseRenewal(material, year, commune);
  const lastYear = renewal && (await listOfLastYear(db, renewal));
  const isLate = renewal !== null && !renewal.isOnTime;
  const judgement = judge(edited, commune, { ...message, isLate });
  return {
    messages,
    readings,
    form,
    message,
    edited,
    commune,
    judgement,
    year,
    schoolYear,
    renewal,
    lastYear,
    ...choicesOf(material),
  };
}

async function listOfLastYear(db: Queries, { year, communeInsee }: CaseRenewal): Promise<CommuneList> {
  const time = { day: `${year}-06-20`, schoolYear: year - 1 };
  return (await loadCommunes(db, [communeInsee], time)).get(communeInsee)!.list;
}

function choicesOf(material: YearMaterial): Pick<OpenCase, 'possibleYears' | 'campaign'> {
  const current = schoolYearOf(material.receivedOn);
  const campaign = campaignInCourse(material);
  return {
    possibleYears: [current, current + 1],
    campaign: campaign && { year: campaign.year, isOnTime: isOnTime(material.receivedOn, campaign.days) },
  };
}

async function chosenYear(db: Queries, requestId: string): Promise<YearAsked | null> {
  const row = await findRequestYear(db, requestId);
  if (row === null || row.chosen_by === null) return null;
  const { school_year: year } = row;
  return { year, reason: row.reason as YearReason, isUnclear: false, candidates: [year] };
}

async function yearMaterial(
  db: Queries,
  { reading }: EditedReading,
  { receivedAt, says, referenceIds }: CaseMessage,
): Promise<YearMaterial> {
  const insee = reading.commune?.value.insee;
  const [asking, answered] = await Promise.all([
    loadCampaignsAsking(db, insee === undefined ? [] : [insee]),
    campaignsOfMails(db, referenceIds),
  ]);
  const letter = referenceIds.map((id) => answered.get(id)).find((found) => found?.communeInsee === insee);
  return {
    ...{ receivedOn: receptionDay(receivedAt), says, reading },
    campaigns: insee === undefined ? [] : (asking.get(insee) ?? []),
    answersLetterOf: letter?.year ?? null,
  };
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
