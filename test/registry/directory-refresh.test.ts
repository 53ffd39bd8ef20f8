import { directoryAddress } from '../../src/registry/directory-address.js';
import {
  isRefreshDue,
  type LastRefresh,
  type RefreshSchedule,
} from '../../src/registry/directory-refresh.js';

const schedule: RefreshSchedule = { at: '03:30', retryMs: 3_600_000, lostAfterMs: 1_800_000 };

function last(startedAt: string, outcome: LastRefresh['outcome']): LastRefresh {
  return { startedAt: new Date(startedAt), outcome };
}

test.each<[string, LastRefresh | null, string, boolean]>([
  ['never fetched', null, '2026-11-24T12:00:00Z', true],
  ['before the hour', last('2026-11-23T02:31:00Z', 'imported'), '2026-11-24T02:29:00Z', false],
  ['once the hour is past', last('2026-11-23T02:31:00Z', 'imported'), '2026-11-24T02:30:00Z', true],
  ['fetched today', last('2026-11-24T02:31:00Z', 'imported'), '2026-11-24T22:00:00Z', false],
  ['refused today', last('2026-11-24T02:31:00Z', 'refused'), '2026-11-24T22:00:00Z', false],
  ['refused yesterday', last('2026-11-23T02:31:00Z', 'refused'), '2026-11-24T03:00:00Z', true],
  ['failed a while ago', last('2026-11-24T02:31:00Z', 'failed'), '2026-11-24T03:31:00Z', true],
  ['failed just now', last('2026-11-24T02:31:00Z', 'failed'), '2026-11-24T03:00:00Z', false],
  ['under way', last('2026-11-24T02:31:00Z', null), '2026-11-24T02:40:00Z', false],
  ['under way for too long', last('2026-11-24T02:31:00Z', null), '2026-11-24T03:01:00Z', true],
  ['in summer, Paris time', last('2026-07-01T01:31:00Z', 'imported'), '2026-07-02T01:30:00Z', true],
  ['on the night clocks go back', last('2026-10-24T01:31:00Z', 'imported'), '2026-10-25T02:30:00Z', true],
  ['on the night clocks go forward', last('2026-03-28T02:31:00Z', 'imported'), '2026-03-29T01:30:00Z', true],
])('%s', (_title, known, now, isDue) => {
  expect(isRefreshDue(new Date(now), known, schedule)).toBe(isDue);
});

const dataset = 'https://data.education.gouv.fr/api/explore/v2.1/catalog/datasets/fr-en-annuaire-education';

test('a data set of the Explore API becomes its whole CSV export', () => {
  const address = directoryAddress(new URL(dataset));
  expect(address.pathname).toMatch(/fr-en-annuaire-education\/exports\/csv$/);
  expect(Object.fromEntries(address.searchParams)).toEqual({
    where: 'type_etablissement="Ecole" and statut_public_prive="Public"',
    limit: '-1',
    delimiter: ';',
    use_labels: 'false',
  });
});

test.each([`${dataset}/exports/csv?where=x`, 'https://fichiers.example/annuaire.csv'])(
  '%s is taken as it is',
  (address) => {
    expect(directoryAddress(new URL(address)).href).toBe(address);
  },
);
