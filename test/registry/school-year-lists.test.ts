import type { CommuneList } from '../../src/registry/change.js';
import { listOfYear } from '../../src/registry/school-year-lists.js';

const list = (): CommuneList => ({ contacts: {}, schools: [] });
const [of2024, of2026] = [list(), list()];
const lists = new Map([
  [2024, of2024],
  [2026, of2026],
]);

test('a year has the list made for it', () => {
  expect(listOfYear(lists, 2026)).toEqual({ list: of2026, renewedFrom: null });
});

test('silence renews the list of the year before', () => {
  const found = listOfYear(lists, 2025);
  expect(found?.list).toBe(of2024);
  expect(found?.renewedFrom).toBe(2024);
});

test('silence renews year after year', () => {
  expect(listOfYear(lists, 2029)).toMatchObject({ renewedFrom: 2026 });
});

test('before its first list a commune has none', () => {
  expect(listOfYear(lists, 2023)).toBeNull();
  expect(listOfYear(new Map(), 2026)).toBeNull();
});
