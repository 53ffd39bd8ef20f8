import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.js';
import { appendAudit, listAudit, readAudit, verifyAudit } from '../../../src/store/desk/audit.js';
import { aBase, endBase } from '../a-base.js';

afterEach(endBase);

async function append(db: Database, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const facts = { index, nested: { b: 'é', a: [1, null] } };
    await db
      .transaction()
      .execute((tx) =>
        appendAudit(tx, { at: new Date(), agentId: null, verb: 'test', requestId: null, facts }),
      );
  }
}

/** As somebody with the database’s own rights would. */
async function tamper(db: Database, statement: string): Promise<void> {
  await sql.raw('alter table audit_entry disable trigger audit_entry_append_only').execute(db);
  await sql.raw(statement).execute(db);
}

test('entries written at the same time follow each other', async () => {
  const db = await aBase();
  await Promise.all([append(db, 5), append(db, 5), append(db, 5)]);
  expect(await verifyAudit(db)).toMatchObject({ isWhole: true, entries: 15 });
});

test.each(["update audit_entry set verb = 'x'", 'delete from audit_entry', 'truncate audit_entry'])(
  '%s is refused',
  async (statement) => {
    const db = await aBase();
    await append(db, 2);
    await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only');
  },
);

test.each([
  ["update audit_entry set facts = '{}' where sequence = 3", 3],
  ["update audit_entry set at = at + interval '1 hour' where sequence = 2", 2],
  ['delete from audit_entry where sequence = 4', 4],
])('%s is told', async (statement, brokenAt) => {
  const db = await aBase();
  await append(db, 6);
  await tamper(db, statement);
  expect(await verifyAudit(db)).toMatchObject({ isWhole: false, brokenAt });
});

test('a log cut short is told by a head kept elsewhere', async () => {
  const db = await aBase();
  await append(db, 4);
  const verdict = await verifyAudit(db);
  if (!verdict.isWhole) throw new Error('broken');
  await tamper(db, 'delete from audit_entry where sequence = 4');
  expect(await verifyAudit(db)).toMatchObject({ isWhole: true, entries: 3 });
  expect(await verifyAudit(db, { sequence: 4, hash: verdict.head })).toMatchObject({
    isWhole: false,
    brokenAt: 4,
  });
});

test('the export gives every entry in order; the list, the latest by pages', async () => {
  const db = await aBase();
  await append(db, 5);
  const sequences: number[] = [];
  for await (const { sequence } of readAudit(db)) sequences.push(sequence);
  expect(sequences).toEqual([1, 2, 3, 4, 5]);
  expect((await listAudit(db, { before: 4 }, 2)).map(({ sequence }) => sequence)).toEqual([3, 2]);
});
