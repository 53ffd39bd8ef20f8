/** One line of a chart: a value for each day. */
export type Curve = { name: string; colour: string; values: readonly number[] };

/** Days shaded behind the lines: from one index to another, both included. */
export type Shade = { from: number; until: number };

const WIDTH = 960;
const HEIGHT = 320;
const LEFT = 48;
const BOTTOM = 40;
const TOP = 40;

/** A chart of a year, day by day, as an SVG that opens anywhere. `labels`: a word under some days, by index. */
export function svgChart(chart: {
  title: string;
  curves: readonly Curve[];
  shades: readonly Shade[];
  labels: readonly { at: number; text: string }[];
}): string {
  const { title, curves, shades, labels } = chart;
  const length = Math.max(1, ...curves.map(({ values }) => values.length));
  const most = Math.max(1, ...curves.flatMap(({ values }) => values));
  const x = (index: number) => (LEFT + (index / length) * (WIDTH - LEFT - 12)).toFixed(1);
  const y = (value: number) => (HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP)).toFixed(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="18" font-size="14" fill="#222">${escaped(title)}</text>`,
    ...shades.map(
      ({ from, until }) =>
        `<rect x="${x(from)}" y="${TOP}" width="${Math.max(2, Number(x(until + 1)) - Number(x(from)))}" height="${HEIGHT - BOTTOM - TOP}" fill="#f3d0c8"/>`,
    ),
    ...[0, 0.5, 1].map((share) => {
      const value = Math.round(most * share);
      return `<path d="M${LEFT} ${y(value)}H${WIDTH - 12}" stroke="#ddd"/><text x="${LEFT - 6}" y="${Number(y(value)) + 4}" text-anchor="end" fill="#555">${value}</text>`;
    }),
    ...labels.map(
      ({ at, text }) => `<text x="${x(at)}" y="${HEIGHT - BOTTOM + 16}" fill="#555">${escaped(text)}</text>`,
    ),
    ...curves.map(
      ({ colour, values }) =>
        `<path fill="none" stroke="${colour}" stroke-width="1.6" d="M${values.map((value, index) => `${x(index)} ${y(value)}`).join('L')}"/>`,
    ),
    ...curves.map(
      ({ name, colour }, index) =>
        `<rect x="${LEFT + index * 190}" y="${HEIGHT - 16}" width="12" height="8" fill="${colour}"/><text x="${LEFT + 16 + index * 190}" y="${HEIGHT - 8}" fill="#222">${escaped(name)}</text>`,
    ),
    '</svg>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
