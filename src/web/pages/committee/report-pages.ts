import { printActivity } from '../../../committee/print-activity.js';
import { setMeeting } from '../../../desk/committee/set-meeting.js';
import { yearOfFees, yearOfFeesOn } from '../../../fees/fee-settings.js';
import { barChart } from '../../../print/bar-chart.js';
import { writePdf } from '../../../print/write-pdf.js';
import { findMeeting, loadInvitations } from '../../../store/committee/meetings.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { clockTime, longDay, parisDay, shortInstant } from '../../view/short-dates.js';
import { tableWorkbook } from '../../view/table-workbook.js';
import { askedYear, labelOf, printWords, yearNamed } from '../fees/fee-words.js';
import { type Notice, noticeOf } from '../notices.js';
import { whyNot } from '../request/on-request.js';
import { reportOf } from './report-of.js';

async function reportPage(asked: Asked, notice: Notice | null, status = 200): Promise<Answer> {
  const { desk, signedIn, now, form } = asked;
  const year = askedYear(asked);
  const { fees } = desk.verbs;
  const [report, meeting, invitations] = await Promise.all([
    reportOf(asked, year),
    findMeeting(desk.db, year),
    loadInvitations(desk.db, yearOfFees(fees, year)),
  ]);
  const today = yearOfFeesOn(fees, parisDay(now)).year;
  return {
    kind: 'page',
    template: 'activity',
    title: report.title,
    section: 'activity',
    status,
    view: {
      ...{ notice, year, report, here: `/bilan?annee=${year}` },
      years: [today, today - 1, today - 2].map((one) => ({
        ...{ name: labelOf(fees, one), href: `/bilan?annee=${one}`, isHere: one === year },
      })),
      sections: report.sections.map((section) => ({
        ...section,
        drawn: section.chart === null ? null : barChart(section.chart.groups, section.chart.series),
        isLong: section.table.rows.length > 30,
      })),
      invitees: invitations.invitees.map(({ name, address, communes }) => ({
        name,
        address,
        communes: communes.join(', '),
      })),
      without: invitations.without,
      meeting: meeting && {
        when: `${longDay(parisDay(meeting.startsAt))}, de ${clockTime(meeting.startsAt)} à ${clockTime(meeting.endsAt)}`,
        ...{ place: meeting.place, agenda: meeting.agenda, isCancelled: meeting.isCancelled },
        set: shortInstant(meeting.updatedAt),
      },
      filled: {
        day: form.text('jour') || (meeting === null ? '' : parisDay(meeting.startsAt)),
        time:
          form.text('heure') ||
          (meeting === null ? '14:00' : clockTime(meeting.startsAt).replace(/\D+/, ':')),
        minutes:
          form.number('duree') ||
          (meeting === null
            ? 120
            : Math.round((meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000)),
        place: form.text('lieu') || (meeting?.place ?? ''),
        agenda: form.text('ordre') || (meeting?.agenda ?? ''),
      },
      maySupervise: holds(signedIn!.agent.role, 'supervisor'),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/bilan',
  who: 'reader',
  answer: (asked) => reportPage(asked, noticeOf(asked.query)),
};

const pdf: Page = {
  method: 'GET',
  url: '/bilan/:number/bilan.pdf',
  who: 'reader',
  async answer(asked) {
    const year = yearNamed(asked);
    if (year === null) return { kind: 'missing' };
    const report = await reportOf(asked, year);
    const { issuer } = printWords(asked, year);
    const bytes = await writePdf(printActivity(report, { issuer, madeAt: asked.now }));
    return {
      kind: 'file',
      name: `bilan-${labelOf(asked.desk.verbs.fees, year)}.pdf`,
      type: 'application/pdf',
      bytes,
    };
  },
};

/** A number of the report as a number; `61 %` and `1 h 20` stay texts. */
function cellOf(text: string): string | number {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Sheet names may not hold these signs, nor be longer than 31 (ECMA-376). */
function sheetName(title: string): string {
  return title
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31)
    .trim();
}

const xlsx: Page = {
  method: 'GET',
  url: '/bilan/:number/bilan.xlsx',
  who: 'reader',
  async answer(asked) {
    const year = yearNamed(asked);
    if (year === null) return { kind: 'missing' };
    const { title, intro, figures, sections } = await reportOf(asked, year);
    const { bytes, type } = tableWorkbook(title, [
      {
        name: 'Résumé',
        rows: [[title, ''], [intro, ''], ...figures.map(({ name, value }) => [name, cellOf(value)])],
      },
      ...sections.map(({ title: name, words, table }) => ({
        name: sheetName(name),
        rows: [
          table.heads,
          ...table.rows.map((row) => row.map(cellOf)),
          ...(table.total === undefined ? [] : [table.total.map(cellOf)]),
          ...words.map((text) => [text]),
        ],
      })),
    ]);
    return { kind: 'file', name: `bilan-${labelOf(asked.desk.verbs.fees, year)}.xlsx`, type, bytes };
  },
};

const meet: Page = {
  method: 'POST',
  url: '/bilan/reunion',
  who: 'supervisor',
  async answer(asked) {
    const { desk, signedIn, form } = asked;
    const year = askedYear(asked);
    const outcome = await setMeeting(desk.verbs, signedIn!.agent, {
      ...{ year, day: form.text('jour'), time: form.text('heure'), minutes: form.number('duree') },
      ...{
        place: form.text('lieu'),
        agenda: form.text('ordre'),
        isCancelled: form.text('annulee') === 'oui',
      },
    });
    if (outcome.kind !== 'done') return reportPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/bilan?annee=${year}&fait=reunion` };
  },
};

export const reportPages: Page[] = [show, pdf, xlsx, meet];
