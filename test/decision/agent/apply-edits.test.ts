import fc from 'fast-check';
import { applyEdits } from '../../../src/decision/agent/apply-edits.js';
import { aFormOf } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

const hall = aTownHall(0);
const aHole = () => {
  const reading = aFormOf(hall, {
    changes: {
      kind: 'invalid',
      problems: [
        {
          field: 'schools[1].administrator.email',
          code: 'invalid_email',
          severity: 'error',
          where: { sheet: 'Feuille1', cell: 'E11' },
          message: 'L’adresse n’est pas valable.',
          suggestion: null,
        },
      ],
    },
  });
  reading.schools[1]!.administrator!.email = null;
  return reading;
};

test('a value written over a wrong one mends the form, and keeps its cell', () => {
  const { reading } = applyEdits(aHole(), [
    { field: 'schools[1].administrator.email', value: ' Paul@Ac-Lyon.fr ' },
  ]);
  expect(reading.kind).toBe('valid');
  expect(reading.schools[1]!.administrator!.email).toMatchObject({ value: 'paul@ac-lyon.fr' });
  expect(reading.problems).toEqual([]);
});

test.each([
  ['schools[0].administrator.email', 'paul@', 'invalid_email'],
  ['schools[0].administrator.phone', '12', 'invalid_phone'],
  ['schools[0].administrator.lastName', '12@', 'invalid_name'],
  ['schools[0].uai', '0690001Z', 'invalid_uai'],
  ['schools[0].name', '', 'missing'],
  ['contacts.technical.phone', '', 'missing'],
  ['commune', 'Marseille', 'not_in_list'],
])('%s = %j is %s', (field, value, code) => {
  const { reading } = applyEdits(aFormOf(hall), [{ field, value }]);
  expect(reading.kind).toBe('invalid');
  expect(reading.problems).toMatchObject([{ field, code, severity: 'error' }]);
});

test('two lines made the same school are a duplicate, told at once', () => {
  const { reading } = applyEdits(aFormOf(hall), [{ field: 'schools[2].uai', value: hall.schools[0]!.uai }]);
  expect(reading.problems).toMatchObject([{ field: 'schools[2]', code: 'duplicate' }]);
});

test('a line that is no school goes, and fields keep the names of their places', () => {
  const { reading, positions } = applyEdits(aHole(), [{ field: 'schools[0]', value: null }]);
  expect(positions).toEqual([1, 2]);
  expect(reading.schools).toHaveLength(2);
  expect(reading.problems.map(({ field }) => field)).toEqual(['schools[1].administrator.email']);
});

test('a school that the reader missed is added with what it lacks said', () => {
  const { reading } = applyEdits(aFormOf(hall), [{ field: 'schools[3].name', value: 'École Louise Michel' }]);
  expect(reading.schools[3]!.name!.value).toBe('École Louise Michel');
  expect(reading.problems).toMatchObject([{ field: 'schools[3].administrator', code: 'missing' }]);
});

test('a cell explained no longer stands in the way', () => {
  const unread = [{ sheet: 'Feuille1', cell: 'A40', text: 'ferme en juin', looksLikeData: true }];
  const reading = aFormOf(hall, { changes: { unread } });
  expect(applyEdits(reading, [{ field: 'unread[Feuille1!A40]', value: 'vu' }]).reading.unread).toEqual([]);
});

test.each([
  '__proto__',
  'schools[9].name',
  'schools[0].toString',
  'contacts.other.email',
  'unread[X!A1]',
  'rules',
])('%s is no field of this form', (field) => {
  expect(applyEdits(aFormOf(hall), [{ field, value: 'x' }]).unknown).toEqual([field]);
});

test('whatever is written, the original is untouched, and what is not written over stays', () => {
  const fields = fc.constantFrom(
    'schools[1].name',
    'schools[1].administrator.email',
    'contacts.technical.lastName',
  );
  fc.assert(
    fc.property(fields, fc.string(), (field, value) => {
      const original = aFormOf(hall);
      const { reading } = applyEdits(original, [{ field, value }]);
      expect(original).toEqual(aFormOf(hall));
      expect(reading.schools[0]).toEqual(original.schools[0]);
      expect(reading.contacts.followUp).toEqual(original.contacts.followUp);
      const isWhole = reading.problems.every(({ severity }) => severity !== 'error');
      expect(reading.kind).toBe(isWhole ? 'valid' : 'invalid');
    }),
  );
});
