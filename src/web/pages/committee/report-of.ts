import { type ActivityReport, writeReport } from '../../../committee/report.js';
import { checkTotals } from '../../../fees/check-totals.js';
import { yearOfFees } from '../../../fees/fee-settings.js';
import type { ProblemCode } from '../../../form/problem-codes.js';
import { inYear } from '../../../registry/yearly.js';
import { dayInFrench } from '../../../reply/french-dates.js';
import { problemSentences } from '../../../reply/problem-sentences.js';
import { loadActivity } from '../../../store/committee/load-activity.js';
import { loadStatements } from '../../../store/fees/statements.js';
import type { Asked } from '../../server/page.js';
import { parisDay } from '../../view/short-dates.js';
import { storageWords } from '../../view/storage-words.js';

const monthFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'short', year: '2-digit' });

/** The report of a year, as the base stands now. */
export async function reportOf({ desk, now }: Asked, year: number): Promise<ActivityReport> {
  const { fees, committee } = desk.verbs;
  const [activity, statements] = await Promise.all([
    loadActivity(desk.db, yearOfFees(fees, year), parisDay(now)),
    loadStatements(desk.db, year),
  ]);
  const { totalCents, schools } = checkTotals(statements.filter(({ isCurrent }) => isCurrent));
  return writeReport({
    activity,
    fees: { totalCents, schools, breakdown: inYear(fees.breakdown, year) },
    minutesPerForm: inYear(committee.minutesPerForm, year),
    day: dayInFrench,
    month: (month) => monthFormat.format(new Date(`${month}-01T00:00:00Z`)),
    mistake: (code) => problemSentences[code as ProblemCode]?.label ?? code,
    size: storageWords,
  });
}
