export type BarSeries = { name: string; tone: 'a' | 'b' | 'c' | 'd' };
export type Bar = { x: number; y: number; width: number; height: number; tone: BarSeries['tone'] };
export type BarChart = {
  width: number;
  height: number;
  baseline: number;
  bars: Bar[];
  labels: { x: number; text: string }[];
  top: { y: number; value: number };
};

const WIDTH = 720;
const HEIGHT = 200;
const MARGIN = { left: 34, right: 8, top: 12, bottom: 24 };

/** Bars side by side, drawn by us: numbers a template prints as SVG (docs/decisions/charts-are-our-own-bars.md). */
export function barChart(
  groups: readonly { label: string; values: readonly number[] }[],
  series: readonly BarSeries[],
): BarChart {
  const most = Math.max(1, ...groups.flatMap(({ values }) => values));
  const baseline = HEIGHT - MARGIN.bottom;
  const room = WIDTH - MARGIN.left - MARGIN.right;
  const groupWidth = room / Math.max(1, groups.length);
  const barWidth = Math.min(26, (groupWidth * 0.8) / Math.max(1, series.length));
  const scale = (baseline - MARGIN.top) / most;
  const every = Math.ceil(groups.length / 14);
  const start = (index: number) =>
    MARGIN.left + index * groupWidth + (groupWidth - barWidth * series.length) / 2;
  return {
    width: WIDTH,
    height: HEIGHT,
    baseline,
    bars: groups.flatMap(({ values }, index) =>
      values.map((value, rank) => ({
        x: round(start(index) + rank * barWidth),
        y: round(baseline - value * scale),
        width: round(barWidth - 1),
        height: round(value * scale),
        tone: series[rank]?.tone ?? 'd',
      })),
    ),
    labels: groups.flatMap(({ label }, index) =>
      index % every === 0 ? [{ x: round(MARGIN.left + (index + 0.5) * groupWidth), text: label }] : [],
    ),
    top: { y: MARGIN.top, value: most },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
