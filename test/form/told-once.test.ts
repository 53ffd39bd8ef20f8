import type { Problem } from '../../src/form/reading.js';
import { toldOnce } from '../../src/form/told-once.js';
import { correctionGroups } from '../../src/form/write/correction-groups.js';

const missing = (field: string, cell: string): Problem => ({
  field,
  code: 'missing',
  severity: 'error',
  where: { sheet: 'Feuil1', cell },
  message: 'Le prénom et le nom du responsable technique manquent.',
  suggestion: null,
});
const problems = [
  missing('contacts.technical.firstName', 'B4'),
  missing('contacts.technical.lastName', 'B4'),
  missing('contacts.technical.lastName', 'C4'),
];

test('one sentence about one cell is told once, whatever the fields it speaks of', () => {
  expect(toldOnce(problems).map(({ field, where }) => [field, where?.cell])).toEqual([
    ['contacts.technical.firstName', 'B4'],
    ['contacts.technical.lastName', 'C4'],
  ]);
});

test('the sheet « À corriger » names both parts of the name on one line', () => {
  const contacts = { followUp: null, technical: null };
  const reading = {
    ...{ kind: 'invalid' as const, rules: 1, commune: null, contacts, schools: [], unread: [] },
    problems: problems.slice(0, 2),
  };
  const groups = correctionGroups(reading as never);
  expect(groups.map(({ corrections }) => corrections.map(({ what }) => what))).toEqual([['Prénom et nom']]);
});
