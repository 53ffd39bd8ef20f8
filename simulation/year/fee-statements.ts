import type { Temporal } from 'temporal-polyfill';
import { decideCounting } from '../../src/desk/fees/decide-counting.js';
import { correctStatement, issueStatements, previewFees } from '../../src/desk/fees/issue-statements.js';
import { checkTotals } from '../../src/fees/check-totals.js';
import { type IssuedStatement, loadStatements } from '../../src/store/fees/statements.js';
import type { Watch } from './check-day.js';
import type { World } from './make-world.js';
import { mustBe } from './must-be.js';
import type { Stage } from './open-stage.js';

/** What was issued, word for word, by reference; and the schools that an agent counts as one. */
export type StatementsWatch = { issued: Map<string, string>; group: readonly string[] };

export function newStatementsWatch(): StatementsWatch {
  return { issued: new Map(), group: [] };
}

/** `MM-DD` of the last summer: statements are issued, a groupe scolaire is counted otherwise, all that changed is corrected. */
const ISSUED = '07-01';
const COUNTED_OTHERWISE = '07-15';
const CORRECTED = '08-31';

/** What a supervisor and an agent do about fees on this day, if it is one of theirs. */
export async function treasuryWork(
  stage: Stage,
  { first, last }: World,
  statements: StatementsWatch,
  day: Temporal.PlainDate,
): Promise<void> {
  if (day.year !== last.year) return;
  const { desk, agent, supervisor } = stage;
  const year = first.year;
  const monthDay = day.toString().slice(5);
  if (monthDay === ISSUED) {
    const { fingerprint } = await previewFees(desk, year);
    mustBe('done', await issueStatements(desk, supervisor, { year, fingerprint }));
  }
  if (monthDay === COUNTED_OTHERWISE) {
    const { communes } = await previewFees(desk, year);
    const { issued } = communes.find((one) => (one.issued?.schools ?? 0) >= 2)!;
    statements.group = issued!.lines.slice(0, 2).map(({ uai }) => uai);
    const asked = {
      communeInsee: issued!.communeInsee,
      year,
      kind: 'as-one',
      uais: statements.group,
    } as const;
    mustBe('done', await decideCounting(desk, agent, { ...asked, reason: 'Groupe scolaire' }));
  }
  if (monthDay === COUNTED_OTHERWISE || monthDay === CORRECTED) await correctChanged(stage, year);
}

async function correctChanged({ desk, supervisor }: Stage, year: number): Promise<void> {
  const { communes } = await previewFees(desk, year);
  for (const { standing, issued } of communes) {
    if (standing !== 'changed') continue;
    const { fingerprint } = await previewFees(desk, year);
    const asked = {
      year,
      communeInsee: issued!.communeInsee,
      reason: 'Simulation : la liste a changé',
      fingerprint,
    };
    mustBe('done', await correctStatement(desk, supervisor, asked));
  }
}

/** Each evening: what was issued once says the same for ever, and the statements in force add up. */
export async function checkFrozen(
  { base: { db } }: Stage,
  { issued }: StatementsWatch,
  day: Temporal.PlainDate,
): Promise<string[]> {
  if (issued.size === 0 && !ISSUED.startsWith(day.toString().slice(5, 7))) return [];
  const faults: string[] = [];
  const all = await loadStatements(db, day.year - 1);
  const seen = new Set(all.map(({ reference }) => reference));
  for (const reference of issued.keys())
    if (!seen.has(reference)) faults.push(`statement ${reference} is gone`);
  for (const { isCurrent, ...statement } of all) {
    const said = JSON.stringify(statement);
    if ((issued.get(statement.reference) ?? said) !== said)
      faults.push(`statement ${statement.reference} changed`);
    issued.set(statement.reference, said);
  }
  const totals = checkTotals(all.filter(({ isCurrent }) => isCurrent));
  if (!totals.areRight) faults.push(`statements do not add up: ${totals.wrong.join(', ')}`);
  return faults.map((fault) => `${day}: ${fault}`);
}

/** The statements of the year count each school that somebody administered in it, once, number by number, and add up. */
export async function checkFees(
  { base: { db } }: Stage,
  { first }: World,
  { watch, statements }: { watch: Watch; statements: StatementsWatch },
): Promise<string[]> {
  const all = await loadStatements(db, first.year);
  const current = all.filter(({ isCurrent }) => isCurrent);
  const lines = current.flatMap((statement) => statement.lines);
  const counted = new Set(lines.map(({ uai }) => uai));
  const totals = checkTotals(current);
  const corrected = all.filter(({ version }) => version > 1);
  const owed = watch.used.size - Math.max(0, statements.group.length - 1);
  const faults = numbersOf(all);
  if (totals.schools !== owed) faults.push(`fees: ${totals.schools} schools paid for, ${owed} owed`);
  if (counted.size !== lines.length) faults.push('fees: a school is counted twice');
  for (const uai of watch.used)
    if (!counted.has(uai)) faults.push(`fees: ${uai} was used and is not counted`);
  for (const uai of counted)
    if (!watch.used.has(uai)) faults.push(`fees: ${uai} is counted and was not used`);
  if (corrected.length === 0) faults.push('fees: no statement was corrected');
  const amount = `${(totals.totalCents / 100).toFixed(2)} €`;
  console.log(
    `fees: ${totals.communes} communes, ${totals.schools} schools, ${amount}; ${all.length} statements issued, ${corrected.length} of them new versions`,
  );
  return faults;
}

/** One number for each commune, without a gap; each new version says why. */
function numbersOf(all: readonly IssuedStatement[]): string[] {
  const faults: string[] = [];
  const numbers = all.filter(({ version }) => version === 1).map(({ number }) => number);
  numbers.forEach((number, index) => {
    if (number !== index + 1) faults.push(`fees: number ${number} comes after ${index}`);
  });
  for (const { version, reason, reference } of all)
    if (version > 1 && !reason) faults.push(`fees: ${reference} does not say why`);
  return faults;
}
