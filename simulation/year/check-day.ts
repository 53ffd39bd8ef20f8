import { Temporal } from 'temporal-polyfill';
import { closingDates } from '../../src/provisioning/convention-end.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { riskOf } from '../../src/provisioning/forecast.js';
import { listOpenPromises } from '../../src/store/open-promises.js';
import type { Stage } from './open-stage.js';

/** What is remembered from one day to the next. */
export type Watch = {
  /** Who administers what at laclasse.com: `UAI address`. */
  access: Set<string>;
  /** Schools that somebody administered at any time, for the fees. */
  used: Set<string>;
  /** The first day each promise was told to be at risk: `reference due`. */
  warned: Map<string, string>;
  /** Promises counted already: `order`. */
  judged: Set<string>;
  seenMails: number;
  messageIds: Set<string>;
  figures: { kept: number; missedAnnounced: number; delays: number[] };
};

export function newWatch(): Watch {
  return {
    ...{ access: new Set(), used: new Set(), warned: new Map(), judged: new Set() },
    ...{ seenMails: 0, messageIds: new Set() },
    figures: { kept: 0, missedAnnounced: 0, delays: [] },
  };
}

/** Each morning: what is at risk is noted, as the team is told. */
export async function noteRisks(stage: Stage, watch: Watch, today: Temporal.PlainDate): Promise<void> {
  for (const promise of await listOpenPromises(stage.base.db)) {
    const key = `${promise.reference} ${promise.dueOn}`;
    if (watch.warned.has(key) || riskOf(promise, today) === null) continue;
    watch.warned.set(key, today.toString());
  }
}

/** Each evening: the invariants of the day. Answers what must not be. */
export async function checkDay(stage: Stage, watch: Watch, today: Temporal.PlainDate): Promise<string[]> {
  return [
    ...(await checkAccess(stage, watch)),
    ...(await checkEnds(stage, watch, today)),
    ...(await checkPromises(stage, watch)),
    ...(await checkLetters(stage, watch)),
  ].map((fault) => `${today}: ${fault}`);
}

/** Nobody loses access without a recorded decision: an order done, that a decision, an agent or a notice asked for. */
async function checkAccess(stage: Stage, watch: Watch): Promise<string[]> {
  const now = accessAt(stage);
  const lost = [...watch.access].filter((one) => !now.has(one));
  watch.access = now;
  for (const one of now) watch.used.add(one.split(' ')[0]!);
  const faults: string[] = [];
  for (const one of lost) {
    const [uai, address] = one.split(' ') as [string, string];
    const orders = await stage.base.db
      .selectFrom('access_order')
      .selectAll()
      .where('uai', '=', uai)
      .where('status', '=', 'done')
      .where('kind', 'in', ['close-school', 'replace-administrator', 'update-contact'])
      .execute();
    const taking = orders.find(
      ({ kind, former }) => kind === 'close-school' || former?.email.toLowerCase() === address,
    );
    if (taking === undefined) faults.push(`access lost without an order: ${uai}`);
    else if (!(await isDecided(stage, taking.request_id)))
      faults.push(`access lost without a decision: ${uai}`);
  }
  return faults;
}

function accessAt({ fake }: Stage): Set<string> {
  const { profiles, emails } = fake.base.rows;
  const addresses = new Map<unknown, string[]>();
  for (const { user_id, address } of emails) {
    addresses.set(user_id, [...(addresses.get(user_id) ?? []), String(address).toLowerCase()]);
  }
  return new Set(
    profiles
      .filter(({ type }) => type === 'ADM')
      .flatMap(({ structure_id, user_id }) =>
        (addresses.get(user_id) ?? []).map((address) => `${structure_id} ${address}`),
      ),
  );
}

/** An agent's action, a decision of the service, or a convention that a registered letter ended. */
async function isDecided({ base: { db } }: Stage, requestId: string): Promise<boolean> {
  const [decision, audit, notice] = await Promise.all([
    db
      .selectFrom('decision')
      .select('id')
      .where('request_id', '=', requestId)
      .where('outcome', '=', 'accept')
      .executeTakeFirst(),
    db.selectFrom('audit_entry').select('sequence').where('request_id', '=', requestId).executeTakeFirst(),
    db
      .selectFrom('convention')
      .select('id')
      .where('notice_request_id', '=', requestId)
      .where('denounced_on', 'is not', null)
      .executeTakeFirst(),
  ]);
  return decision !== undefined || audit !== undefined || notice !== undefined;
}

/** Nobody keeps access past the end of a convention, unless laclasse.com is away and the team was told. */
async function checkEnds(stage: Stage, watch: Watch, today: Temporal.PlainDate): Promise<string[]> {
  const ended = await stage.base.db
    .selectFrom('convention')
    .select(['commune_insee', 'ends_on', 'notice_request_id'])
    .where('ends_on', 'is not', null)
    .execute();
  const faults: string[] = [];
  for (const { commune_insee, ends_on, notice_request_id } of ended) {
    const { dueOn } = closingDates(Temporal.PlainDate.from(ends_on!), stage.config.closures);
    if (Temporal.PlainDate.compare(today, dueOn) < 0) continue;
    const rows = await stage.base.db
      .selectFrom('directory_school')
      .select('uai')
      .where('commune_insee', '=', commune_insee)
      .execute();
    const kept = rows.filter(({ uai }) => [...watch.access].some((one) => one.startsWith(uai)));
    if (kept.length === 0) continue;
    const request = await stage.base.db
      .selectFrom('request')
      .select('reference')
      .where('id', '=', notice_request_id!)
      .executeTakeFirst();
    const isTold = watch.warned.has(`${request?.reference} ${dueOn}`);
    if (!isTold) faults.push(`${kept.length} schools of ${commune_insee} keep access past ${ends_on}`);
  }
  return faults;
}

/** Every promise is kept, or was told to be at risk on its last day at the latest. */
async function checkPromises(stage: Stage, watch: Watch): Promise<string[]> {
  const done = await stage.base.db
    .selectFrom('access_order')
    .innerJoin('request', 'request.id', 'access_order.request_id')
    .select([
      'access_order.id',
      'access_order.due_on',
      'access_order.asked_on',
      'access_order.not_before',
      'access_order.done_at',
      'reference',
    ])
    .where('access_order.status', '=', 'done')
    .execute();
  const faults: string[] = [];
  for (const { id, due_on, done_at, asked_on, not_before, reference } of done) {
    if (watch.judged.has(id)) continue;
    watch.judged.add(id);
    const doneOn = receptionDay(done_at!).toString();
    watch.figures.delays.push(Temporal.PlainDate.from(asked_on).until(doneOn).days);
    if (doneOn < (not_before ?? asked_on))
      faults.push(`${reference}: carried out on ${doneOn}, before its day`);
    if (doneOn <= due_on) watch.figures.kept += 1;
    else if ((watch.warned.get(`${reference} ${due_on}`) ?? '9999') <= due_on)
      watch.figures.missedAnnounced += 1;
    else faults.push(`${reference}: due ${due_on}, done ${doneOn}, never told to be at risk`);
  }
  return faults;
}

/** Each letter left once, and each that is owed left. */
async function checkLetters(stage: Stage, watch: Watch): Promise<string[]> {
  const faults: string[] = [];
  for (const { messageId, replyId } of stage.sunk.slice(watch.seenMails)) {
    if (watch.messageIds.has(messageId)) faults.push(`letter ${replyId} left twice`);
    watch.messageIds.add(messageId);
  }
  watch.seenMails = stage.sunk.length;
  const late = await stage.base.db
    .selectFrom('reply')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('status', 'in', ['queued', 'sending', 'failed'])
    .where('due_at', '<', stage.now())
    .executeTakeFirstOrThrow();
  if (Number(late.count) > 0) faults.push(`${late.count} letters owed have not left`);
  const sent = await stage.base.db
    .selectFrom('reply')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('status', 'in', ['sent', 'bounced'])
    .executeTakeFirstOrThrow();
  if (Number(sent.count) !== watch.messageIds.size) {
    faults.push(`${sent.count} letters sent in the base, ${watch.messageIds.size} in the world`);
  }
  return faults;
}
