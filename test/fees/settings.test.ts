import fc from 'fast-check';
import { readConfig, WrongSettings } from '../../src/config.js';
import { annex2, readBreakdown, salaries, shareOut } from '../../src/fees/cost-breakdown.js';
import { readEuros, yearOfFees, yearOfFeesOn } from '../../src/fees/fee-settings.js';

test.each([
  ['150', 15_000],
  ['150.5', 15_050],
  ['150,05', 15_005],
  ['0', undefined],
  ['-3', undefined],
  ['cent', undefined],
])('%j euros are read as %s cents', (text, cents) => {
  expect(readEuros(text)).toBe(cents);
});

test('the price, the year and the shares are settings with their year', () => {
  const env = { SCHOOL_FEE_EUROS: '2019=150,2027=162.50', FEE_YEAR: '2019=school,2028=civil' };
  const { fees } = readConfig('command', env);
  expect(fees.priceCents).toEqual([
    { from: 2019, value: 15_000 },
    { from: 2027, value: 16_250 },
  ]);
  expect(yearOfFees(fees, 2027)).toMatchObject({
    from: '2027-09-01',
    until: '2028-08-31',
    label: '2027-2028',
  });
  expect(yearOfFees(fees, 2028)).toMatchObject({ from: '2028-01-01', until: '2028-12-31', label: '2028' });
  expect(yearOfFeesOn(fees, '2027-02-14').year).toBe(2026);
  expect(yearOfFeesOn(fees, '2029-02-14').year).toBe(2029);
  expect(fees.breakdown).toEqual([{ from: 2019, value: annex2 }]);
});

test.each([
  ['SCHOOL_FEE_EUROS', 'gratuit'],
  ['FEE_YEAR', '2019=budget'],
  ['FEE_BREAKDOWN', '2019=17/22/12/33/17'],
])('%s=%s is refused at start', (name, value) => {
  expect(() => readConfig('command', { [name]: value })).toThrow(WrongSettings);
});

test('the shares of annex 2 make the whole: 17, 22 and 61 %, of which 12, 33 and 16', () => {
  expect(readBreakdown('17/22/12/33/16')).toEqual(annex2);
  expect(salaries(annex2)).toBe(61);
  fc.assert(
    fc.property(fc.nat(100_000_000), (cents) => {
      const shares = shareOut(cents, annex2);
      expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBe(cents);
    }),
  );
});
