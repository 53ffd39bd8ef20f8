import fc from 'fast-check';
import { printedReading } from '../../src/cli/print-reading.js';
import type { Grid, GridCell } from '../../src/form/open/grid.js';
import { readForm } from '../../src/form/read-form.js';
import { comparable, type Expected, expectedOf } from './corpus/expected.js';
import { layouts } from './corpus/layouts.js';
import type { Paper } from './corpus/paper.js';
import { aRegistration } from './corpus/registration.js';
import { toGrid } from './corpus/to-grid.js';
import { aWording } from './corpus/wording.js';

const runs = Number(process.env['FORM_RUNS'] ?? 400);

/** What careless hands do to a form; `labels` are the cells that hold no answer. */
const damages: Record<string, (cells: GridCell[], labels: GridCell[], at: number) => GridCell[]> = {
  'a label erased': (cells, labels, at) => cells.filter((cell) => cell !== labels[at % labels.length]),
  'a label in words nobody knows': (cells, labels, at) =>
    cells.map((cell) => (cell === labels[at % labels.length] ? { ...cell, text: 'Divers' } : cell)),
  'a row of labels erased': (cells, labels, at) => {
    const row = labels[at % labels.length]?.row;
    return cells.filter((cell) => cell.row !== row || !labels.includes(cell));
  },
  'a row moved right': (cells, _labels, at) => {
    const { row } = cells[at % cells.length]!;
    return cells.map((cell) => (cell.row === row ? { ...cell, column: cell.column + 1 } : cell));
  },
  'a column moved down': (cells, _labels, at) => {
    const { column } = cells[at % cells.length]!;
    return cells.map((cell) => (cell.column === column ? { ...cell, row: cell.row + 1 } : cell));
  },
};

function damaged(paper: Paper, how: string, at: number): Grid {
  const answers = new Set([...paper.places.values()].map(({ sheet, cell }) => `${sheet}!${cell}`));
  const { sheets } = toGrid(paper);
  const chosen = sheets.filter(({ hidden, cells }) => !hidden && cells.length > 0);
  const damagedSheet = chosen[at % chosen.length]!;
  const labels = damagedSheet.cells.filter(
    ({ row, column }) => !answers.has(`${damagedSheet.name}!${String.fromCharCode(65 + column)}${row + 1}`),
  );
  const cells = damages[how]!([...damagedSheet.cells], labels, at).sort(
    (a, b) => a.row - b.row || a.column - b.column,
  );
  return { sheets: sheets.map((sheet) => (sheet === damagedSheet ? { ...sheet, cells } : sheet)) };
}

const values = ({ commune, contacts, schools }: Expected) => ({
  commune,
  contacts,
  schools: [...schools].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
});

test.each(Object.keys(damages))('%s: the form is read right, or not accepted alone', (how) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(layouts)),
      fc.nat(5_000),
      fc.nat(5_000),
      fc.nat(200),
      (layout, seed, wording, at) => {
        const registration = aRegistration(seed);
        const paper = layouts[layout]!(registration, aWording(wording));
        const reading = readForm(damaged(paper, how, at));
        if (reading.kind === 'invalid' || reading.unread.some(({ looksLikeData }) => looksLikeData)) return;
        expect(values(comparable(printedReading(reading)))).toEqual(values(expectedOf(registration, paper)));
      },
    ),
    { numRuns: runs },
  );
});
