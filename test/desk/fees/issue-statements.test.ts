import { sql } from 'kysely';
import { decideCounting, withdrawCounting } from '../../../src/desk/fees/decide-counting.js';
import { correctStatement, issueStatements, previewFees } from '../../../src/desk/fees/issue-statements.js';
import { checkTotals } from '../../../src/fees/check-totals.js';
import { stoppedClock } from '../../../src/kernel/clock.js';
import type { Database } from '../../../src/store/database.js';
import { listAudit } from '../../../src/store/desk/audit.js';
import { loadStatements } from '../../../src/store/fees/statements.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aDesk } from '../../support/builders/a-desk.js';
import { anAgent } from '../../support/builders/a-dossier.js';
import { aClosedSchool, aList } from '../../support/builders/a-list.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const YEAR = 2026;
const halls = [0, 1, 2].map(aTownHall);
const clock = stoppedClock('2026-11-28T10:00:00Z');

async function aYear(): Promise<Database> {
  const db = await aBase();
  for (const hall of halls) await aList(db, hall, { year: YEAR });
  return db;
}

async function issue(db: Database) {
  const desk = aDesk(db, { clock });
  const { fingerprint } = await previewFees(desk, YEAR);
  return issueStatements(desk, await anAgent(db, 'supervisor'), { year: YEAR, fingerprint });
}

async function correct(db: Database, communeInsee: string, reason = 'Une école oubliée') {
  const desk = aDesk(db, { clock });
  const { fingerprint } = await previewFees(desk, YEAR);
  const asked = { year: YEAR, communeInsee, reason, fingerprint };
  return correctStatement(desk, await anAgent(db, 'supervisor'), asked);
}

test('statements are numbered without a gap, and add up to the schools times the price', async () => {
  const db = await aYear();
  expect(await issue(db)).toEqual({
    kind: 'done',
    references: ['RED-2026-0001', 'RED-2026-0002', 'RED-2026-0003'],
  });
  const statements = await loadStatements(db, YEAR);
  expect(checkTotals(statements)).toMatchObject({
    areRight: true,
    communes: 3,
    schools: 9,
    totalCents: 135_000,
  });
  expect(statements[0]).toMatchObject({
    ...{ siren: '216900035', from: '2026-09-01', until: '2027-08-31', conventionNotifiedOn: '2019-10-01' },
    lines: [{ amountCents: 15_000, usedFrom: '2026-09-01' }, {}, {}],
  });
  expect((await listAudit(db, { verb: 'issue-fees' }, 1))[0]!.facts).toMatchObject({ totalCents: 135_000 });
});

test('issued twice, by two supervisors at once or after a click repeated, each statement is issued once', async () => {
  const db = await aYear();
  const both = await Promise.all([issue(db), issue(db)]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
  expect(await issue(db)).toMatchObject({ kind: 'refused', code: 'nothing-to-issue' });
  expect((await loadStatements(db, YEAR)).map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('a failure in the middle issues nothing and uses no number', async () => {
  const db = await aYear();
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$`.execute(
    db,
  );
  await sql`create trigger cut before insert on fee_statement_line for each row
    when (new.uai = ${sql.lit(halls[1]!.schools[0]!.uai)}) execute function fail()`.execute(db);
  await expect(issue(db)).rejects.toThrow('cut');
  expect(await loadStatements(db, YEAR)).toEqual([]);
  await sql`drop trigger cut on fee_statement_line`.execute(db);
  expect(await issue(db)).toMatchObject({ references: ['RED-2026-0001', 'RED-2026-0002', 'RED-2026-0003'] });
});

test('an issued statement is frozen: rows are refused to whoever would change, delete or lengthen them', async () => {
  const db = await aYear();
  await issue(db);
  const [statement] = await loadStatements(db, YEAR);
  const frozen = /frozen/;
  await expect(db.updateTable('fee_statement').set({ siren: 'x' }).execute()).rejects.toThrow(frozen);
  await expect(db.deleteFrom('fee_statement_line').execute()).rejects.toThrow(frozen);
  await expect(db.updateTable('fee_statement_line').set({ amount_cents: 1 }).execute()).rejects.toThrow(
    frozen,
  );
  await expect(sql`truncate fee_statement_line`.execute(db)).rejects.toThrow(frozen);
  const line = {
    statement_id: statement!.id,
    position: 9,
    uai: 'x',
    school_name: 'x',
    used_from: null,
    reason: null,
  };
  await expect(
    db
      .insertInto('fee_statement_line')
      .values({ ...line, amount_cents: 15_000 })
      .execute(),
  ).rejects.toThrow(/sum of its lines/);
});

test('the registry changes, the statement does not: a new version says why', async () => {
  const db = await aYear();
  await issue(db);
  const hall = halls[0]!;
  const school = { uai: '0690999Z', name: 'École neuve' };
  await aList(db, { ...hall, schools: [school] }, { year: YEAR });
  expect((await loadStatements(db, YEAR))[0]).toMatchObject({ schools: 3, totalCents: 45_000 });
  expect(await correct(db, hall.insee, ' ')).toMatchObject({ kind: 'refused', code: 'missing-reason' });
  expect(await correct(db, hall.insee)).toEqual({ kind: 'done', references: ['RED-2026-0001-V2'] });
  expect(await correct(db, hall.insee)).toMatchObject({ kind: 'refused', code: 'same-statement' });
  const versions = (await loadStatements(db, YEAR)).filter(({ number }) => number === 1);
  expect(
    versions.map(({ version, isCurrent, reason, totalCents }) => [version, isCurrent, reason, totalCents]),
  ).toEqual([
    [1, false, null, 45_000],
    [2, true, 'Une école oubliée', 60_000],
  ]);
});

test('a school removed in the year still owes it; one removed before the year owes nothing', async () => {
  const db = await aYear();
  const [hall] = halls;
  await aClosedSchool(db, hall!, { uai: '0690998Y', openedOn: '2026-07-01', closedOn: '2026-11-17' });
  await aClosedSchool(db, hall!, { uai: '0690997X', openedOn: '2025-07-01', closedOn: '2026-08-20' });
  const { communes } = await previewFees(aDesk(db, { clock }), YEAR);
  const draft = communes.find(({ draft }) => draft!.communeInsee === hall!.insee)!.draft!;
  expect(draft.schools).toBe(4);
  expect(draft.lines.map(({ uai }) => uai)).toContain('0690998Y');
  expect(draft.lines.map(({ uai }) => uai)).not.toContain('0690997X');
});

test('silence renews: a year without a list of its own has the one before it', async () => {
  const db = await aYear();
  const { communes } = await previewFees(aDesk(db, { clock }), YEAR + 1);
  expect(communes.map(({ draft }) => draft!.schools)).toEqual([3, 3, 3]);
});

test('an agent counts a groupe scolaire as one, once, with a reason kept in the log; and takes it back', async () => {
  const db = await aYear();
  const desk = aDesk(db, { clock });
  const agent = await anAgent(db);
  const uais = halls[0]!.schools.slice(0, 2).map(({ uai }) => uai);
  const asked = { communeInsee: halls[0]!.insee, year: YEAR, kind: 'as-one' as const, uais };
  expect(await decideCounting(desk, agent, { ...asked, reason: '' })).toMatchObject({
    code: 'missing-reason',
  });
  expect(await decideCounting(desk, agent, { ...asked, uais: uais.slice(1), reason: 'x' })).toMatchObject({
    code: 'nothing-chosen',
  });
  expect(
    await decideCounting(desk, agent, { ...asked, communeInsee: halls[1]!.insee, reason: 'x' }),
  ).toMatchObject({ code: 'wrong-value' });
  const decided = await decideCounting(desk, agent, { ...asked, reason: 'Une seule direction' });
  if (decided.kind !== 'done') throw new Error(decided.kind);
  expect(await decideCounting(desk, agent, { ...asked, reason: 'Encore' })).toMatchObject({
    code: 'already-counted',
  });
  const count = async (year: number) =>
    (await previewFees(desk, year)).communes.find(({ draft }) => draft!.communeInsee === asked.communeInsee)!
      .draft!.schools;
  expect([await count(YEAR), await count(YEAR + 1)]).toEqual([2, 2]);
  const withdrawn = { decisionId: decided.decisionId, year: YEAR + 1, reason: 'Deux directions depuis' };
  expect(await withdrawCounting(desk, agent, withdrawn)).toEqual({ kind: 'done' });
  expect([await count(YEAR), await count(YEAR + 1)]).toEqual([2, 3]);
  expect((await listAudit(db, {}, 2)).map(({ verb }) => verb)).toEqual([
    'count-schools-again',
    'count-schools',
  ]);
});

test('a reader decides nothing, and an agent issues nothing', async () => {
  const db = await aYear();
  const desk = aDesk(db, { clock });
  const { fingerprint } = await previewFees(desk, YEAR);
  const issuing = { year: YEAR, fingerprint };
  expect(await issueStatements(desk, await anAgent(db, 'agent'), issuing)).toEqual({ kind: 'forbidden' });
  const counting = {
    communeInsee: halls[0]!.insee,
    year: YEAR,
    kind: 'add' as const,
    uais: ['x'],
    reason: 'x',
  };
  expect(await decideCounting(desk, await anAgent(db, 'reader'), counting)).toEqual({ kind: 'forbidden' });
});
