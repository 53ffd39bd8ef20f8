import { join } from 'node:path';
import { projectRoot } from '../../../src/config.js';
import { keepScan } from '../../../src/desk/conventions/keep-scan.js';
import { previewNotice, recordNotice } from '../../../src/desk/conventions/record-notice.js';
import { previewWithdrawal, withdrawNotice } from '../../../src/desk/conventions/withdraw-notice.js';
import type { Desk } from '../../../src/desk/desk.js';
import { undo } from '../../../src/desk/undo.js';
import { ScannerUnavailable, type VirusScanner } from '../../../src/intake/clamd.js';
import { stoppedClock } from '../../../src/kernel/clock.js';
import { silentLog } from '../../../src/kernel/log.js';
import type { DenouncingParty } from '../../../src/registry/convention.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import { listConventionEvents } from '../../../src/store/convention-events.js';
import { findConvention } from '../../../src/store/conventions.js';
import type { Database } from '../../../src/store/database.js';
import type { Agent } from '../../../src/store/desk/agents.js';
import { listAudit } from '../../../src/store/desk/audit.js';
import { turnConventions } from '../../../workers/conventions/turn-conventions.js';
import { aService } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aDesk, everything } from '../../support/builders/a-desk.js';
import { anAgent, NO_BRAKES } from '../../support/builders/a-dossier.js';
import { aConventionOf, aListedCommune, onlyConventionOf } from '../../support/builders/a-leaving-commune.js';

afterEach(endBase);

const pdf = Buffer.from('%PDF-1.7 une lettre');

async function aDeskOn(instant: string, changes: Partial<Desk> = {}) {
  const db = await aBase();
  await onlyConventionOf(db);
  await aListedCommune(db);
  const conventionId = await aConventionOf(db, { notifiedOn: '2019-10-04' });
  const desk = aDesk(db, { clock: stoppedClock(instant), ...changes });
  return { db, conventionId, desk, agent: await anAgent(db) };
}

async function scanned(desk: Desk, agent: Agent, conventionId: string): Promise<string> {
  const kept = await keepScan(desk, agent, { conventionId, name: 'lettre.pdf', bytes: pdf });
  if (kept.kind !== 'kept') throw new Error(JSON.stringify(kept));
  return kept.scanId;
}

async function recorded(
  desk: Desk,
  agent: Agent,
  conventionId: string,
  receivedOn: string,
  by: DenouncingParty = 'commune',
) {
  const input = { by, conventionId, receivedOn, scanId: await scanned(desk, agent, conventionId) };
  const preview = await previewNotice(desk, input);
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  const done = await recordNotice(desk, agent, { ...input, fingerprint: preview.fingerprint });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  return { preview, done, input };
}

async function withdrawn(desk: Desk, agent: Agent, conventionId: string, receivedOn: string) {
  const input = { conventionId, receivedOn, scanId: await scanned(desk, agent, conventionId) };
  const preview = await previewWithdrawal(desk, input);
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  const done = await withdrawNotice(desk, agent, { ...input, fingerprint: preview.fingerprint });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  return { preview, done };
}

async function ordersOf(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('access_order').select(['kind', 'not_before', 'status']).execute();
  return rows.map(({ kind, not_before, status }) => `${kind} ${not_before} ${status}`).toSorted();
}

async function lettersOf(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('reply').select(['kind', 'recipient', 'status']).execute();
  return rows.map(({ kind, recipient, status }) => `${kind} ${recipient} ${status}`).toSorted();
}

function turn(db: Database, instant: string) {
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  return turnConventions({
    ...{ db, queues: { enqueue: async () => {} }, clock: stoppedClock(instant), log: silentLog },
    ...{ closures: new Set(), reminderDays: 30, service: aService, replies: 'send', brakes: NO_BRAKES },
    ...{ ownAddresses: [], printReference: (reference: string) => reference },
  });
}

test('a letter is shown first: which anniversary it counts for, why, and what follows', async () => {
  const { desk, agent, conventionId } = await aDeskOn('2027-07-06T09:00:00Z');
  const scanId = await scanned(desk, agent, conventionId);
  const preview = await previewNotice(desk, {
    by: 'commune' as const,
    conventionId,
    receivedOn: '2027-07-05',
    scanId,
  });
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  expect(String(preview.explained.endsOn)).toBe('2028-10-04');
  expect(String(preview.explained.missed!.lastDay)).toBe('2027-07-04');
  expect(String(preview.dates.notBefore)).toBe('2028-10-05');
  expect(preview.schools).toHaveLength(3);
  expect(preview.letter).toMatchObject({ to: 'followup@mairie.example', cc: 'technical@mairie.example' });
  expect(preview.letter!.text).toContain('compte pour l’anniversaire suivant');
});

test('recorded, it ends the convention, asks dated closings, owes one letter, and is told in the audit log', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const { done } = await recorded(desk, agent, conventionId, '2027-05-10');
  const convention = (await findConvention(db, conventionId))!;
  expect(String(convention.denunciation!.endsOn)).toBe('2027-10-04');
  expect(await ordersOf(db)).toEqual(Array(3).fill('close-school 2027-10-05 planned'));
  expect(await lettersOf(db)).toEqual(['convention-notice followup@mairie.example queued']);
  const [reply] = await db.selectFrom('reply').selectAll().execute();
  expect(reply).toMatchObject({ due_at: done.undoUntil, cc: 'technical@mairie.example' });
  const [entry] = await listAudit(db, { verb: 'record-notice' }, 5);
  expect(entry!.facts).toMatchObject({ conventionId, receivedOn: '2027-05-10', endsOn: '2027-10-04' });
  const events = await listConventionEvents(db, [conventionId]);
  expect(events.at(-1)).toMatchObject({ kind: 'denounced', onDay: '2027-05-10', agentName: 'Camille Roux' });
  await turn(db, '2027-05-12T09:00:00Z');
  expect(await ordersOf(db)).toHaveLength(3);
});

test('the Métropole may denounce too: every letter says so, and no commune is told that it asked for it', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const { preview } = await recorded(desk, agent, conventionId, '2027-05-10', 'metropole');
  expect(preview.letter!.subject).toContain('La convention laclasse.com est dénoncée');
  expect(preview.letter!.text).toContain('La Métropole de Lyon dénonce la convention laclasse.com');
  await turn(db, '2027-09-03T09:00:00Z');
  await turn(db, '2027-10-05T09:00:00Z');
  const letters = await db.selectFrom('reply').select(['kind', 'text_body']).execute();
  expect(new Set(letters.map(({ kind }) => kind))).toEqual(
    new Set(['convention-notice', 'convention-ending', 'administrator-access-ending', 'convention-ended']),
  );
  for (const { text_body } of letters) {
    expect(text_body).toContain('La Métropole de Lyon');
    expect(text_body).not.toMatch(
      /votre lettre|commune a dénoncé|commune l’a demandé|changez d’avis|Vous changez/i,
    );
  }
  const [entry] = await listAudit(db, { verb: 'record-notice' }, 5);
  expect(entry!.facts).toMatchObject({ by: 'metropole' });
});

test('the Métropole takes its denunciation back, and says that it does', async () => {
  const { desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  await recorded(desk, agent, conventionId, '2027-05-10', 'metropole');
  const { preview } = await withdrawn(desk, agent, conventionId, '2027-05-11');
  expect(preview.by).toBe('metropole');
  expect(preview.letter!.text.replace(/\s+/g, ' ')).toContain('La Métropole de Lyon annule sa dénonciation');
});

test('the same click twice records one letter', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const input = {
    by: 'commune' as const,
    conventionId,
    receivedOn: '2027-05-10',
    scanId: await scanned(desk, agent, conventionId),
  };
  const preview = await previewNotice(desk, input);
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview));
  const asked = {
    ...input,
    fingerprint: preview.fingerprint,
    actionId: '0c1c5e1e-7c4b-4d2e-8f2a-52c1a2b4c001',
  };
  expect(await recordNotice(desk, agent, asked)).toMatchObject({ kind: 'done', again: false });
  expect(await recordNotice(desk, agent, asked)).toMatchObject({ kind: 'done', again: true });
  expect(await lettersOf(db)).toHaveLength(1);
});

test('undone in time, nothing is left of it but its trace', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const before = await everything(db);
  const { done } = await recorded(desk, agent, conventionId, '2027-05-10');
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ kind: 'done' });
  expect((await findConvention(db, conventionId))!.denunciation).toBeNull();
  expect(await ordersOf(db)).toEqual(Array(3).fill('close-school 2027-10-05 cancelled'));
  expect(await lettersOf(db)).toEqual(['convention-notice followup@mairie.example cancelled']);
  const after = await everything(db);
  expect(after['listed_school']).toEqual(before['listed_school']);
  const events = await listConventionEvents(db, [conventionId]);
  expect(events.at(-1)!.undoneAt).not.toBeNull();
  await turn(db, '2027-09-06T09:00:00Z');
  expect(await lettersOf(db)).toHaveLength(1);
});

test('nobody is told of an end while it may be undone', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-09-20T09:00:00Z');
  await recorded(desk, agent, conventionId, '2027-05-10');
  await turn(db, '2027-09-20T09:00:30Z');
  expect(await lettersOf(db)).toHaveLength(1);
  await turn(db, '2027-09-20T09:01:01Z');
  expect(await lettersOf(db)).toHaveLength(4);
});

test('a renewal written before a letter that came in time was known is cancelled', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-10-06T09:00:00Z');
  await turn(db, '2027-10-05T09:00:00Z');
  const { done } = await recorded(desk, agent, conventionId, '2027-06-01');
  const renewed = async () =>
    (await listConventionEvents(db, [conventionId]))
      .filter(({ kind, undoneAt }) => kind === 'renewed' && undoneAt === null)
      .map(({ onDay }) => onDay)
      .at(-1);
  expect(await renewed()).toBe('2026-10-04');
  await undo(desk, agent, { actionId: done.actionId });
  expect(await renewed()).toBe('2027-10-04');
});

test('the commune that stays keeps its access: closings and letters cancelled, whoever was told is told', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  await recorded(desk, agent, conventionId, '2027-05-10');
  await turn(db, '2027-09-03T09:00:00Z');
  await db.updateTable('reply').set({ status: 'sent' }).where('recipient', 'like', 'paul%').execute();
  const later = { ...desk, clock: stoppedClock('2027-09-10T09:00:00Z') };
  const { done } = await withdrawn(later, agent, conventionId, '2027-09-09');
  expect((await findConvention(db, conventionId))!.denunciation).toBeNull();
  expect(await ordersOf(db)).toEqual(Array(3).fill('close-school 2027-10-05 cancelled'));
  expect((await lettersOf(db)).filter((letter) => !letter.endsWith('cancelled'))).toEqual([
    'administrator-access-ending paul.mercier@ac-lyon.example sent',
    'convention-continues followup@mairie.example queued',
    'convention-continues paul.mercier@ac-lyon.example queued',
  ]);
  await turn(db, '2027-10-05T09:00:00Z');
  expect(await db.selectFrom('listed_school').select('uai').execute()).toHaveLength(3);
  const events = await listConventionEvents(db, [conventionId]);
  expect(events.at(-1)).toMatchObject({ kind: 'renewed', onDay: '2027-10-04' });
  expect(done.again).toBe(false);
});

test('a withdrawal undone puts the end back exactly', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  await recorded(desk, agent, conventionId, '2027-05-10');
  const [orders, letters] = [await ordersOf(db), await lettersOf(db)];
  const { done } = await withdrawn(desk, agent, conventionId, '2027-05-11');
  expect(await undo(desk, agent, { actionId: done.actionId })).toMatchObject({ kind: 'done' });
  expect(await ordersOf(db)).toEqual(orders);
  expect((await lettersOf(db)).filter((letter) => !letter.startsWith('convention-continues'))).toEqual(
    letters,
  );
  expect(String((await findConvention(db, conventionId))!.denunciation!.endsOn)).toBe('2027-10-04');
});

test('denounced anew after it stayed, people are told of the new end', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  await recorded(desk, agent, conventionId, '2027-05-10');
  await withdrawn(
    { ...desk, clock: stoppedClock('2027-05-20T09:00:00Z') },
    agent,
    conventionId,
    '2027-05-19',
  );
  await recorded({ ...desk, clock: stoppedClock('2027-06-20T09:00:00Z') }, agent, conventionId, '2027-06-19');
  await turn(db, '2027-09-03T09:00:00Z');
  const told = (await lettersOf(db)).filter((letter) => letter.startsWith('convention-ending'));
  expect(told).toEqual(['convention-ending followup@mairie.example queued']);
  expect((await ordersOf(db)).filter((order) => order.endsWith('planned'))).toHaveLength(3);
});

test.each([
  ['a day to come', '2027-05-12', 'future-date'],
  ['a day that is none', '2027-02-30', 'wrong-value'],
  ['a day before the convention', '2019-10-03', 'convention-not-in-force'],
])('%s is refused', async (_title, receivedOn, code) => {
  const { desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const scanId = await scanned(desk, agent, conventionId);
  expect(
    await previewNotice(desk, { by: 'commune' as const, conventionId, receivedOn, scanId }),
  ).toMatchObject({ code });
});

test('without its scan, or by a reader, a letter is not recorded; a second one is refused', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const none = '0c1c5e1e-7c4b-4d2e-8f2a-52c1a2b4c002';
  expect(
    await previewNotice(desk, {
      by: 'commune' as const,
      conventionId,
      receivedOn: '2027-05-10',
      scanId: none,
    }),
  ).toMatchObject({
    code: 'scan-missing',
  });
  const reader = await anAgent(db, 'reader');
  const input = {
    by: 'commune' as const,
    conventionId,
    receivedOn: '2027-05-10',
    scanId: none,
    fingerprint: '',
  };
  expect(await recordNotice(desk, reader, input)).toEqual({ kind: 'forbidden' });
  expect(await withdrawNotice(desk, reader, input)).toEqual({ kind: 'forbidden' });
  expect(await keepScan(desk, reader, { conventionId, name: 'x.pdf', bytes: pdf })).toEqual({
    kind: 'forbidden',
  });
  const first = await recorded(desk, agent, conventionId, '2027-05-10');
  expect(await previewNotice(desk, first.input)).toMatchObject({ code: 'already-denounced' });
});

const scannerThat = (scan: VirusScanner['scan']): VirusScanner => ({ scan, ping: async () => {} });

test.each<[string, Buffer, Partial<Desk['scans']>, string]>([
  ['an empty file', Buffer.alloc(0), {}, 'scan-missing'],
  ['a page of HTML named .pdf', Buffer.from('<html>'), {}, 'scan-type'],
  ['a file too large', Buffer.concat([pdf, Buffer.alloc(2_000)]), { maxBytes: 1_000 }, 'scan-too-large'],
  [
    'an infected file',
    pdf,
    { scanner: scannerThat(async () => ({ kind: 'infected', signature: 'Eicar' })) },
    'scan-infected',
  ],
  [
    'a file that nobody can scan now',
    pdf,
    { scanner: scannerThat(() => Promise.reject(new ScannerUnavailable())) },
    'scanner-away',
  ],
])('%s is not kept', async (_title, bytes, scans, code) => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  const careful = { ...desk, scans: { ...desk.scans, ...scans } };
  expect(await keepScan(careful, agent, { conventionId, name: 'lettre.pdf', bytes })).toMatchObject({ code });
  expect(await db.selectFrom('convention_document').select('id').execute()).toEqual([]);
});

test('a scan never confirmed is forgotten after a day', async () => {
  const { db, desk, agent, conventionId } = await aDeskOn('2027-05-11T09:00:00Z');
  await scanned(desk, agent, conventionId);
  await turn(db, '2027-05-12T08:59:00Z');
  expect(await db.selectFrom('convention_document').select('id').execute()).toHaveLength(1);
  await turn(db, '2027-05-12T09:01:00Z');
  expect(await db.selectFrom('convention_document').select('id').execute()).toEqual([]);
});
