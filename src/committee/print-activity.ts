import { barChart } from '../print/bar-chart.js';
import type { Block, PrintedDocument, Table } from '../print/printed-document.js';
import type { ActivityReport, ReportTable } from './report.js';

/** The yearly report on paper: the same tables and charts as the page. */
export function printActivity(
  report: ActivityReport,
  { issuer, madeAt }: { issuer: readonly string[]; madeAt: Date },
): PrintedDocument {
  return {
    ...{ title: report.title, issuer, madeAt, footer: report.title },
    blocks: [
      { kind: 'title', text: report.title },
      { kind: 'paragraph', look: 'soft', text: report.intro },
      { kind: 'facts', rows: report.figures.map(({ name, value }) => [name, value] as const) },
      ...report.sections.flatMap(({ title, words, table, chart }): Block[] => [
        { kind: 'heading', text: title },
        ...words.map((text) => ({ kind: 'paragraph', text }) as const),
        ...(chart === null
          ? []
          : [
              {
                kind: 'chart',
                chart: barChart(chart.groups, chart.series),
                series: chart.series,
                tells: chart.tells,
              } as const,
            ]),
        ...(table.rows.length === 0 ? [] : [tableBlock(table)]),
      ]),
    ],
  };
}

/** Beyond this a list on paper is cut; the workbook has it whole. */
const MOST_ROWS = 25;

function tableBlock({ heads, rows, total }: ReportTable): Table {
  const cut = rows.length - MOST_ROWS;
  const shown =
    cut <= 0
      ? rows
      : [
          ...rows.slice(0, MOST_ROWS),
          [`… et ${cut} autres lignes, dans le classeur`, ...heads.slice(1).map(() => '')],
        ];
  return {
    kind: 'table',
    columns: heads.map((title, index) => ({
      title,
      weight: index === 0 ? 3 : 1.4,
      align: index === 0 || rows.every((row) => !/\d/.test(row[index] ?? '')) ? 'left' : 'right',
    })),
    rows: shown,
    ...(total === undefined ? {} : { total }),
  };
}
