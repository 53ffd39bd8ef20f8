import type { ProblemCode } from '../../form/problem-codes.js';
import { type BarSeries, barChart } from '../../print/bar-chart.js';
import { problemSentences } from '../../reply/problem-sentences.js';
import { type Dashboard, loadDashboard } from '../../store/desk/dashboard.js';
import type { Asked, Page } from '../server/page.js';
import { csvOf } from '../view/csv.js';
import { shortDay } from '../view/short-dates.js';
import { tableWorkbook } from '../view/table-workbook.js';
import { healthView } from './health-view.js';

const WEEKS = 12;
const series: BarSeries[] = [
  { name: 'Reçus', tone: 'd' },
  { name: 'Acceptés sans intervention', tone: 'a' },
  { name: 'Corrections demandées', tone: 'b' },
  { name: 'Décidés par un agent', tone: 'c' },
];

/** Figures of weeks: read again every minute at most, whoever looks (the problems of a year's readings take 100 ms). */
const FRESH_FOR_MS = 60_000;
const kept = new WeakMap<Asked['desk'], { at: number; figures: Promise<Dashboard> }>();

function load({ desk, now }: Asked): Promise<Dashboard> {
  const known = kept.get(desk);
  if (known !== undefined && now.getTime() - known.at < FRESH_FOR_MS) return known.figures;
  const figures = loadDashboard(desk.db, new Date(now.getTime() - (WEEKS - 1) * 7 * 86_400_000));
  kept.set(desk, { at: now.getTime(), figures });
  figures.catch(() => kept.delete(desk));
  return figures;
}

function problemName(code: string): string {
  return problemSentences[code as ProblemCode]?.label ?? code;
}

const show: Page = {
  method: 'GET',
  url: '/tableau-de-bord',
  who: 'reader',
  async answer(asked) {
    const [{ weeks, hoursToAnswer, daysToOpen, problems }, health] = await Promise.all([
      load(asked),
      healthView(asked),
    ]);
    const sum = (key: 'received' | 'alone' | 'corrected' | 'byHand') =>
      weeks.reduce((total, week) => total + week[key], 0);
    const values = weeks.map(({ week, received, alone, corrected, byHand }) => ({
      label: shortDay(week),
      values: [received, alone, corrected, byHand],
    }));
    return {
      kind: 'page',
      template: 'dashboard',
      title: 'Tableau de bord',
      section: 'dashboard',
      view: {
        totals: [
          { name: 'Dossiers reçus', value: sum('received'), unit: '' },
          { name: 'Acceptés sans intervention', value: sum('alone'), unit: '' },
          { name: 'Corrections demandées', value: sum('corrected'), unit: '' },
          { name: 'Décidés par un agent', value: sum('byHand'), unit: '' },
          { name: 'Réponse, délai médian', ...duration(hoursToAnswer) },
          {
            name: 'Ouverture, délai médian',
            value: daysToOpen === null ? '–' : daysToOpen.toFixed(1).replace('.', ','),
            unit: 'jours',
          },
        ],
        series,
        chart: barChart(values, series),
        weeks: values,
        health,
        problems: problems.map(({ code, count }) => ({
          name: problemName(code),
          code,
          count,
          share: Math.round((100 * count) / Math.max(1, problems[0]!.count)),
        })),
      },
    };
  },
};

function duration(hours: number | null): { value: string; unit: string } {
  if (hours === null) return { value: '–', unit: '' };
  if (hours < 1 / 60) return { value: String(Math.max(1, Math.round(hours * 3_600))), unit: 's' };
  return hours < 1
    ? { value: String(Math.round(hours * 60)), unit: 'min' }
    : { value: hours.toFixed(1).replace('.', ','), unit: 'h' };
}

const headings = ['Semaine du', ...series.map(({ name }) => name)];

function rowsOf({ weeks }: Dashboard): string[][] {
  return weeks.map(({ week, received, alone, corrected, byHand }) => [
    week,
    ...[received, alone, corrected, byHand].map(String),
  ]);
}

const csv: Page = {
  method: 'GET',
  url: '/tableau-de-bord.csv',
  who: 'reader',
  async answer(asked) {
    const bytes = csvOf([headings, ...rowsOf(await load(asked))]);
    return { kind: 'file', name: 'tableau-de-bord.csv', type: 'text/csv; charset=utf-8', bytes };
  },
};

const xlsx: Page = {
  method: 'GET',
  url: '/tableau-de-bord.xlsx',
  who: 'reader',
  async answer(asked) {
    const dashboard = await load(asked);
    const problems = dashboard.problems.map(({ code, count }) => [problemName(code), String(count)]);
    const { bytes, type } = tableWorkbook('Tableau de bord', [
      { name: 'Semaines', rows: [headings, ...rowsOf(dashboard)] },
      { name: 'Problèmes', rows: [['Problème', 'Nombre'], ...problems] },
    ]);
    return { kind: 'file', name: 'tableau-de-bord.xlsx', type, bytes };
  },
};

export const dashboardPages: Page[] = [show, csv, xlsx];
