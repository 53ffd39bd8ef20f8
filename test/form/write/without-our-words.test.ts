import { type Grid, textCell } from '../../../src/form/open/grid.js';
import { correctionSheetStamp } from '../../../src/form/write/correction-sheet.js';
import {
  exampleMark,
  exampleRow,
  modelInstructions,
  modelStamp,
} from '../../../src/form/write/model-words.js';
import { withoutOurWords } from '../../../src/form/write/without-our-words.js';

const gridOf = (...rows: string[][]): Grid => ({
  sheets: [
    {
      name: 'Feuille1',
      hidden: false,
      cells: rows.flatMap((texts, row) => texts.map((text, column) => textCell(row, column, text))),
    },
  ],
});
const textsOf = ({ sheets }: Grid) => sheets.flatMap(({ cells }) => cells.map(({ text }) => text));

test('the sentences of the model and its example are set aside, nothing else', () => {
  const grid = gridOf(
    [modelInstructions[0]],
    [exampleMark, ...exampleRow],
    ['ajout', 'École Jean Jaurès'],
    [modelStamp('69273')],
  );
  expect(textsOf(withoutOurWords(grid))).toEqual(['ajout', 'École Jean Jaurès']);
});

test('an example that someone replaced is read', () => {
  const grid = gridOf([exampleMark, 'École Jean Jaurès', '', 'Marie', 'Dupont']);
  expect(textsOf(withoutOurWords(grid))).toContain('École Jean Jaurès');
});

test('the sheet « À corriger » is not read, but what someone wrote in it calls a person', () => {
  const texts = ['À corriger', 'Mail'];
  expect(withoutOurWords(gridOf([...texts, correctionSheetStamp(texts)])).sheets).toEqual([]);
  const [left, ...others] = textsOf(
    withoutOurWords(gridOf([...texts, 'a@b.fr', correctionSheetStamp(texts)])),
  );
  expect(others).toEqual([]);
  expect(left).toContain('une personne doit la lire');
});

test('our note on a wrong cell is set aside, and what the commune had pinned there stays', () => {
  const note = '⚠ À corriger (laclasse.com)\nLe numéro n’est pas valable.';
  const noted = (text: string) => ({
    sheets: [{ name: 'Feuille1', hidden: false, cells: [{ ...textCell(0, 0, '04 78'), note: text }] }],
  });
  const notesOf = (grid: Grid) =>
    withoutOurWords(grid).sheets.flatMap(({ cells }) => cells.map((one) => one.note));
  expect(notesOf(noted(note))).toEqual([undefined]);
  expect(notesOf(noted(`Laurent\n${note}`))).toEqual(['Laurent']);
  expect(notesOf(noted('ferme en septembre'))).toEqual(['ferme en septembre']);
});
