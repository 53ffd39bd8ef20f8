import { raiseCentred } from '../../../src/form/open/pdf-centred.js';

const line = (y: number, ...texts: [string, number][]) => ({
  y,
  size: 10,
  chunks: texts.map(([text, from]) => ({ text, from, to: from + text.length })),
});
const textsOf = (lines: { chunks: { text: string }[] }[]) =>
  lines.map(({ chunks }) => chunks.map(({ text }) => text).join('|'));

test('a title in the middle of a merged cell is put back on the first of its rows', () => {
  const lines = [
    line(100, ['Nom', 50]),
    line(86, ['Fonction', 50]),
    line(79, ['Suivi', 0]),
    line(72, ['Mail', 50]),
    line(58, ['Tel', 50]),
    line(44, ['Nom', 50]),
    line(37, ['Technique', 0]),
    line(30, ['Mail', 50]),
  ];
  expect(textsOf(raiseCentred(lines))).toEqual([
    'Suivi|Nom',
    'Fonction',
    'Mail',
    'Tel',
    'Technique|Nom',
    'Mail',
  ]);
});

test('the lines of a paragraph stay where they are, and no line vanishes between rows already taken', () => {
  const paragraph = [line(100, ['Nom', 50]), line(88, ['Suivi', 0]), line(76, ['Mail', 50])];
  expect(raiseCentred(paragraph)).toEqual(paragraph);
  const crowded = [
    line(100, ['Nom', 50]),
    line(93, ['Suivi', 0]),
    line(86, ['Mail', 50]),
    line(79, ['Technique', 0]),
    line(72, ['Nom', 50]),
  ];
  expect(textsOf(raiseCentred(crowded)).join('|').split('|').sort()).toEqual(textsOf(crowded).sort());
});
