import { compareReadings } from '../../src/decision/compare-readings.js';
import type { ReadSchool } from '../../src/form/reading.js';
import { aField, aPerson, aReading } from './a-case.js';

const school = (name: string, administrator = aPerson()): ReadSchool => ({
  name: aField(name),
  uai: null,
  administrator,
});

test('a form compared with itself changes nothing', () => {
  expect(compareReadings(aReading(), aReading())).toEqual([]);
});

test('a value corrected is told with its path, its school and both writings', () => {
  const before = aReading({ schools: [school('École A'), school('École B', { ...aPerson(), email: null })] });
  const after = aReading({ schools: [school('École A'), school('École B')] });
  expect(compareReadings(before, after)).toEqual([
    {
      field: 'schools[1].administrator.email',
      school: 'École B',
      before: null,
      after: 'sylvie.durand@ac-lyon.fr',
    },
  ]);
});

test('a school inserted in the middle is one school added', () => {
  const before = aReading({ schools: [school('École A'), school('École B')] });
  const after = aReading({ schools: [school('École A'), school('École C'), school('École B')] });
  expect(compareReadings(before, after)).toEqual([
    { field: 'schools[1]', school: 'École C', before: null, after: 'École C' },
  ]);
});

test('a school left out is told as gone', () => {
  const before = aReading({ schools: [school('École A'), school('École B')] });
  expect(compareReadings(before, aReading({ schools: [school('École B')] }))).toEqual([
    { field: 'schools[0]', school: 'École A', before: 'École A', after: null },
  ]);
});

test('a school whose name is corrected is the same school', () => {
  const before = aReading({ schools: [school('Ecole Jean Jorès')] });
  const after = aReading({ schools: [school('École Jean Jaurès')] });
  expect(compareReadings(before, after)).toEqual([
    {
      field: 'schools[0].name',
      school: 'École Jean Jaurès',
      before: 'Ecole Jean Jorès',
      after: 'École Jean Jaurès',
    },
  ]);
});

test('another writing of the same value is no change', () => {
  const before = aReading({
    schools: [
      school('École A', { ...aPerson(), phone: { ...aField('+33472900318'), writtenAs: '0472900318' } }),
    ],
  });
  expect(compareReadings(before, aReading({ schools: [school('École A')] }))).toEqual([]);
});
