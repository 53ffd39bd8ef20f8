import { inYear, readYearly } from '../../src/registry/yearly.js';

const euros = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined);

describe('a setting of each year', () => {
  test.each([
    [2018, 150],
    [2019, 150],
    [2026, 150],
    [2027, 160],
    [2040, 160],
  ])('in %i the fee is %i', (year, fee) => {
    expect(inYear(readYearly('2027=160, 2019=150', euros)!, year)).toBe(fee);
  });

  test('one value alone holds for every year', () => {
    expect(inYear(readYearly('150', euros)!, 1999)).toBe(150);
  });

  test.each(['', '2019=', '2019=150,2019=160', '2019=abc', '=150'])('%j is refused', (written) => {
    expect(readYearly(written, euros)).toBeNull();
  });
});
