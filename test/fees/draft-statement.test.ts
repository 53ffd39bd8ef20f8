import fc from 'fast-check';
import { checkTotals } from '../../src/fees/check-totals.js';
import type { CountingDecision } from '../../src/fees/counting-decision.js';
import { holdsIn } from '../../src/fees/counting-decision.js';
import { asksTheSame, type CommuneInUse, draftStatement } from '../../src/fees/draft-statement.js';
import { feeYear } from '../../src/fees/fee-year.js';
import { statementReference } from '../../src/fees/statement-reference.js';

const listed = (uai: string, name: string, since = '2026-06-01') => ({
  ...{ uai, name },
  use: { lists: [{ schoolYear: 2026, since }], events: [], endsOn: null },
});

function aCommune(schools: CommuneInUse['schools']): CommuneInUse {
  return { insee: '69273', name: 'Corbas', siren: '216902734', schools };
}

const corbas = aCommune([
  listed('0693898M', 'École Jacques Prévert'),
  listed('0693027R', 'École Jean Jaurès'),
  listed('0693794Z', 'École Marie Curie', '2027-05-20'),
]);

function aDecision(changes: Partial<CountingDecision>): CountingDecision {
  return {
    ...{ id: '1', communeInsee: '69273', year: 2026, kind: 'as-one', uais: [], untilYear: null },
    reason: 'Groupe scolaire',
    ...changes,
  };
}

const draft = (
  decisions: readonly CountingDecision[] = [],
  kind: 'school' | 'civil' = 'school',
  year = 2026,
) => draftStatement(corbas, feeYear(year, kind), { priceCents: 15_000, decisions });

test('each school that used the service on any day owes the flat price, even for a part of the year', () => {
  expect(draft()).toMatchObject({ schools: 3, totalCents: 45_000 });
  expect(draft().lines.map(({ uai, usedFrom }) => [uai, usedFrom])).toEqual([
    ['0693898M', '2026-09-01'],
    ['0693027R', '2026-09-01'],
    ['0693794Z', '2027-05-20'],
  ]);
});

test('a groupe scolaire counts by UAI, unless an agent decides otherwise and says why', () => {
  const decided = draft([aDecision({ uais: ['0693027R', '0693898M'] })]);
  expect(decided).toMatchObject({ schools: 2, totalCents: 30_000 });
  expect(decided.lines.map(({ amountCents, reason }) => [amountCents, reason])).toEqual([
    [15_000, 'Groupe scolaire'],
    [0, 'Groupe scolaire'],
    [15_000, null],
  ]);
});

test('a school left out is shown with its reason; one added pays', () => {
  const decisions = [aDecision({ kind: 'leave-out', uais: ['0693027R'], reason: 'Accès jamais ouvert' })];
  expect(draft(decisions).lines[1]).toMatchObject({ amountCents: 0, reason: 'Accès jamais ouvert' });
  const unused = { uai: '0690001A', name: 'École du Parc', use: { lists: [], events: [], endsOn: null } };
  const added = draftStatement(aCommune([unused]), feeYear(2026, 'school'), {
    priceCents: 15_000,
    decisions: [aDecision({ kind: 'add', uais: ['0690001A'], reason: 'Ouverte à la main' })],
  });
  expect(added).toMatchObject({ schools: 1, totalCents: 15_000 });
});

test('a civil year counts the schools of the two school years it crosses', () => {
  expect(draft([], 'civil', 2026).lines.map(({ uai }) => uai)).toEqual(['0693898M', '0693027R']);
  expect(draft([], 'civil', 2027).schools).toBe(3);
  expect(draft([], 'civil', 2028).schools).toBe(0);
});

test('a group holds for the years that follow until it is withdrawn; a school left out, for its year alone', () => {
  expect([2025, 2026, 2027].map((year) => holdsIn(aDecision({}), year))).toEqual([false, true, true]);
  expect([2026, 2027].map((year) => holdsIn(aDecision({ untilYear: 2026 }), year))).toEqual([true, false]);
  expect([2026, 2027].map((year) => holdsIn(aDecision({ kind: 'leave-out' }), year))).toEqual([true, false]);
});

test('a statement that would ask the same for the same schools is not another one', () => {
  expect(asksTheSame(draft(), draft())).toBe(true);
  expect(asksTheSame(draft(), draft([aDecision({ uais: ['0693027R', '0693898M'] })]))).toBe(false);
});

test('whatever the schools and the groups, the total is the schools times the price, and the sum of its lines', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
      fc.nat(40),
      fc.integer({ min: 1, max: 99_999 }),
      (numbers, grouped, priceCents) => {
        const schools = numbers.map((number) => listed(String(number), `École ${number}`));
        const uais = schools.slice(0, grouped).map(({ uai }) => uai);
        const decisions = uais.length < 2 ? [] : [aDecision({ uais })];
        const made = draftStatement(aCommune(schools), feeYear(2026, 'school'), { priceCents, decisions });
        expect(made.schools).toBe(schools.length - Math.max(0, uais.length - 1));
        const { areRight, totalCents } = checkTotals([{ ...made, reference: 'x' }]);
        expect([areRight, totalCents]).toEqual([true, made.schools * priceCents]);
      },
    ),
  );
});

test('a statement whose lines do not make its total is named', () => {
  const one = { ...draft(), reference: 'RED-2026-0001' };
  expect(checkTotals([one, { ...one, reference: 'RED-2026-0002', totalCents: 44_999 }])).toMatchObject({
    areRight: false,
    wrong: ['RED-2026-0002'],
  });
});

test('a reference says its year, its number, and its version from the second on', () => {
  expect(statementReference({ year: 2026, number: 12, version: 1 })).toBe('RED-2026-0012');
  expect(statementReference({ year: 2026, number: 12, version: 3 })).toBe('RED-2026-0012-V3');
});
