import type { BarChart, BarSeries } from './bar-chart.js';

/** What a document says, in order; `writePdf` decides how it looks. Texts are as read: no markup. */
export type PrintedDocument = {
  title: string;
  /** Who issues it, at the head of the first page: a line each. */
  issuer: readonly string[];
  /** Printed at the foot of each page, beside the page's number. */
  footer: string;
  /** The date of the file itself: the same contents and date give the same bytes. */
  madeAt: Date;
  blocks: readonly Block[];
};

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string; look?: 'plain' | 'soft' | 'strong' }
  /** Names and values, one a line. */
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: string])[] }
  | Table
  /** `tells`: what a reader who sees no picture is told; the numbers are in a table beside it. */
  | { kind: 'chart'; chart: BarChart; series: readonly BarSeries[]; tells: string }
  | { kind: 'page' };

export type Column = {
  title: string;
  align?: 'left' | 'right' /** Share of the width, beside the others'. */;
  weight: number;
};
export type Table = {
  kind: 'table';
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  /** The last line, set apart: the total. */
  total?: readonly string[];
};
