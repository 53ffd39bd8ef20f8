import PDFDocument from 'pdfkit';
import { drawChart, drawLegend } from './draw-chart.js';
import { drawTable } from './draw-table.js';
import { printableText } from './printable-text.js';
import type { Block, PrintedDocument } from './printed-document.js';
import { INK, openSheet, type Sheet, SOFT } from './sheet.js';

/**
 * A document as PDF (A4, tagged for screen readers), with the standard fonts that every reader has: they hold all of
 * French, and weigh nothing. The same document gives the same bytes.
 */
export function writePdf(document: PrintedDocument): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: 0, bufferPages: true, tagged: true, lang: 'fr-FR', displayTitle: true },
    pdfVersion: '1.7',
    info: {
      Title: printableText(document.title),
      Author: printableText(document.issuer[0] ?? ''),
      CreationDate: document.madeAt,
      ModDate: document.madeAt,
    },
  });
  const chunks: Uint8Array[] = [];
  const written = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  const sheet = openSheet(pdf);
  for (const [index, line] of document.issuer.entries())
    sheet.text('P', line, {
      size: index === 0 ? 10 : 8.5,
      isBold: index === 0,
      color: index === 0 ? INK : SOFT,
      after: 1,
    });
  sheet.skip(14);
  for (const block of document.blocks) drawBlock(sheet, block);
  sheet.foot(document.footer);
  pdf.end();
  return written;
}

type Drawers = { [Kind in Block['kind']]: (sheet: Sheet, block: Extract<Block, { kind: Kind }>) => void };

const drawers: Drawers = {
  title: (sheet, { text }) => sheet.text('H1', text, { size: 19, isBold: true, after: 8 }),
  heading: (sheet, { text }) => {
    sheet.skip(8);
    /* Never left alone at the foot of a page. */
    sheet.makeRoom(70);
    sheet.text('H2', text, { size: 12.5, isBold: true, after: 5 });
  },
  paragraph: (sheet, { text, look }) =>
    sheet.text('P', text, {
      ...{ size: 9.5, isBold: look === 'strong', after: 6 },
      color: look === 'soft' ? SOFT : INK,
    }),
  facts: (sheet, { rows }) => {
    for (const [name, value] of rows) sheet.fact(name, value);
    sheet.skip(6);
  },
  table: drawTable,
  chart: (sheet, { chart, series, tells }) => {
    drawLegend(sheet, series);
    drawChart(sheet, chart, tells);
  },
  page: (sheet) => sheet.turn(),
};

function drawBlock<Kind extends Block['kind']>(sheet: Sheet, block: Extract<Block, { kind: Kind }>): void {
  drawers[block.kind as Kind](sheet, block);
}
