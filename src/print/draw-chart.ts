import type { BarChart, BarSeries } from './bar-chart.js';
import { printableText } from './printable-text.js';
import { LINE, PAGE, type Sheet, SOFT, WIDTH } from './sheet.js';

const tones: Record<BarSeries['tone'], string> = { a: '#1c5d99', b: '#c26a1a', c: '#2f7d4f', d: '#9aa5b1' };

/** The chart to the width of the page; a screen reader is told `tells` in its place. */
export function drawChart(sheet: Sheet, chart: BarChart, tells: string): void {
  const { pdf } = sheet;
  const scale = WIDTH / chart.width;
  const height = chart.height * scale;
  sheet.makeRoom(height);
  const top = sheet.y;
  const at = (x: number, y: number) => [PAGE.left + x * scale, top + y * scale] as const;
  const draw = () => {
    for (const { x, y, width, height: tall, tone } of chart.bars) {
      pdf.rect(...at(x, y), width * scale, tall * scale).fill(tones[tone]);
    }
    pdf
      .moveTo(...at(30, chart.baseline))
      .lineTo(...at(chart.width, chart.baseline))
      .lineWidth(0.7)
      .strokeColor(LINE)
      .stroke();
    sheet.font({ size: 7.5, color: SOFT });
    const [left, y] = at(0, chart.top.y);
    pdf.text(String(chart.top.value), left, y - 3, { width: 26 * scale, align: 'right', lineBreak: false });
    for (const label of chart.labels) {
      const [x, below] = at(label.x, chart.baseline + 6);
      pdf.text(printableText(label.text), x - 30, below, { width: 60, align: 'center', lineBreak: false });
    }
  };
  sheet.root.add(pdf.struct('Figure', { alt: printableText(tells) }, draw));
  sheet.y = top + height + 4;
}

/** A square of its tone before the name of each series; nothing for a lone one. */
export function drawLegend(sheet: Sheet, series: readonly BarSeries[]): void {
  if (series.length < 2) return;
  const { pdf } = sheet;
  sheet.makeRoom(14);
  let x = PAGE.left;
  for (const { name, tone } of series) {
    const left = x;
    sheet.ornament(() => pdf.rect(left, sheet.y + 1, 7, 7).fill(tones[tone]));
    sheet.font({ size: 8, color: SOFT });
    const words = printableText(name);
    sheet.root.add(pdf.struct('P', {}, () => pdf.text(words, left + 11, sheet.y, { lineBreak: false })));
    x += 11 + pdf.widthOfString(words) + 16;
  }
  sheet.y += 14;
}
