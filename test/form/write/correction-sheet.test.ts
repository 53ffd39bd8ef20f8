import { correctionSheetStamp, correctionSheetState } from '../../../src/form/write/correction-sheet.js';

const texts = ['À corriger', '3 points à corriger', 'Feuille1 · D7', ''];
const sent = [...texts, correctionSheetStamp(texts)];

test('the sheet we sent is ours, whatever became of its order and blanks', () => {
  expect(correctionSheetState(sent)).toBe('ours');
  expect(correctionSheetState([...sent].reverse().map((text) => ` ${text.replace(' ', '\u00a0')} `))).toBe(
    'ours',
  );
});

test('a sheet where someone typed is ours and changed', () => {
  expect(correctionSheetState([...sent, 'j.petit@ville-corbas.fr'])).toBe('changed');
  expect(correctionSheetState(sent.slice(1))).toBe('changed');
});

test('a sheet that only bears its name is another', () => {
  expect(correctionSheetState(['À corriger', 'Nom de la commune : Corbas'])).toBe('other');
});
