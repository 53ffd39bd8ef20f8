import { compareWith } from '../../src/registry/compare-directories.js';
import { acceptDirectory } from '../../src/registry/directory-store.js';
import { aSchool } from './support/a-school.js';

const open = aSchool({ name: 'Ecole Jean Jaurès' });
const elsewhere = aSchool({ name: 'Ecole Jules Ferry', communeInsee: '75056' });

function compare(current: Parameters<typeof compareWith>[0], next: readonly ReturnType<typeof aSchool>[]) {
  const comparison = compareWith(current);
  for (const school of next) comparison.see(school);
  return comparison.end();
}

test('nothing changed, nothing is told', () => {
  const { report, vanished } = compare([open, elsewhere], [elsewhere, open]);
  expect(report.counts).toEqual({ appeared: 0, closed: 0, closing: 0, renamed: 0 });
  expect(report).toMatchObject({ schools: 2, schoolsOfMetropole: 1 });
  expect(vanished).toEqual([]);
});

test('a new school appeared', () => {
  expect(compare([], [open]).report).toMatchObject({ appeared: [open], counts: { appeared: 1 } });
});

test('a school no longer listed is closed', () => {
  const { report, vanished } = compare([open], []);
  expect(report).toMatchObject({ closed: [open], counts: { closed: 1 } });
  expect(vanished).toEqual([open.uai]);
});

test('a school already closed does not close again, and appears when it opens again', () => {
  const closed = { ...open, state: 'closed' as const };
  expect(compare([closed], []).vanished).toEqual([]);
  expect(compare([closed], [closed]).report.counts.closed).toBe(0);
  expect(compare([closed], [open]).report.appeared).toEqual([open]);
});

test('a school about to close is told once', () => {
  const closing = { ...open, state: 'closing' as const };
  expect(compare([open], [closing]).report.closing).toEqual([closing]);
  expect(compare([closing], [closing]).report.closing).toEqual([]);
});

test('a school renamed is told with its former name', () => {
  const renamed = { ...open, name: 'Ecole Simone Veil' };
  expect(compare([open], [renamed]).report.renamed).toEqual([{ school: renamed, formerName: open.name }]);
});

test('a school of another commune of France counts, and is not listed', () => {
  expect(compare([], [elsewhere]).report).toMatchObject({ appeared: [], counts: { appeared: 1 } });
});

test.each([
  [89, false, 'too_few_schools'],
  [90, false, null],
  [89, true, null],
])('%i schools in the place of 100 (even if fewer: %s): %s', (count, evenIfFewer, code) => {
  const next = Array.from({ length: count }, (_, order) => aSchool({ name: `Ecole ${order}` }));
  const accepted = acceptDirectory(compare([], next).report, 100, { evenIfFewer });
  expect(accepted.ok ? null : accepted.failure.code).toBe(code);
});

test('a directory without any school of the Métropole is refused', () => {
  const accepted = acceptDirectory(compare([], [elsewhere]).report, 0, { evenIfFewer: true });
  expect(accepted).toMatchObject({ ok: false, failure: { code: 'no_school_of_metropole' } });
});
