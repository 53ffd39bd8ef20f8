import { Temporal } from 'temporal-polyfill';
import { keepScan } from '../../src/desk/conventions/keep-scan.js';
import { previewNotice, recordNotice } from '../../src/desk/conventions/record-notice.js';
import { stepCampaign } from '../../src/desk/renewal-steps.js';
import { campaignDays } from '../../src/provisioning/renewal-calendar.js';
import { insertConvention } from '../../src/store/conventions.js';
import { findCampaign } from '../../src/store/renewal/campaigns.js';
import { type AgentsTally, agentsWork, newAgentsTally } from './agents-work.js';
import { checkDay, newWatch, noteRisks, type Watch } from './check-day.js';
import { answerLetters, type Correspondence, firstMails } from './communes-act.js';
import { checkFrozen, newStatementsWatch, type StatementsWatch, treasuryWork } from './fee-statements.js';
import type { World } from './make-world.js';
import { mergeFormer, settleFormer } from './merge-communes.js';
import { mustBe } from './must-be.js';
import type { Stage } from './open-stage.js';

export type DayLived = {
  day: Temporal.PlainDate;
  waiting: number;
  /** Requests that wait for an agent. */
  undecided: number;
  done: number;
  letters: number;
  access: number;
  isAway: boolean;
};

export type LivedYear = {
  days: DayLived[];
  faults: string[];
  watch: Watch;
  agents: AgentsTally;
  mails: Map<string, number>;
  saidLate: Correspondence['saidLate'];
  statements: StatementsWatch;
};

/** The hours (Paris) at which the service is looked at on each day; mails come at any minute between. */
const HOURS = [
  [9, 5],
  [11, 5],
  [14, 5],
  [16, 50],
] as const;

/** Lives the whole year on the stage, day by day, and checks the invariants every evening. */
export async function liveYear(
  stage: Stage,
  world: World,
  onMonth: (month: string, faults: number) => void,
): Promise<LivedYear> {
  await settle(stage, world);
  const mail: Correspondence = { coming: [], seen: 0, tally: new Map(), saidLate: new Map() };
  mail.coming.push(...firstMails(world, mail.tally));
  const agents = newAgentsTally();
  const statements = newStatementsWatch();
  const watch = newWatch();
  const lived: LivedYear = {
    ...{ days: [], faults: [], watch, agents, statements },
    ...{ mails: mail.tally, saidLate: mail.saidLate },
  };
  for (let day = world.first; Temporal.PlainDate.compare(day, world.last) <= 0; day = day.add({ days: 1 })) {
    const isAway = world.outages.some(
      ({ from, until }) =>
        Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) <= 0,
    );
    stage.setAway(isAway);
    await at(stage, day, [3, 0]);
    await stage.atNight();
    await onItsDay(stage, world, day);
    await treasuryWork(stage, world, statements, day);
    for (const [hour, minute] of isQuiet(mail, lived, day) ? HOURS.slice(0, 1) : HOURS) {
      await at(stage, day, [hour, minute]);
      await deliver(stage, mail);
      await stage.turn();
      if (hour === 9) await noteRisks(stage, watch, day);
      if (hour === 11 && day.dayOfWeek <= 5) {
        await agentsWork(stage, world, agents);
        await stage.turn();
      }
    }
    await noteRisks(stage, watch, day);
    await at(stage, day, [23, 50]);
    lived.faults.push(...(await checkDay(stage, watch, day)), ...(await checkFrozen(stage, statements, day)));
    await answerLetters(stage, world, mail);
    lived.days.push(await figuresOf(stage, watch, day, isAway));
    if (day.day === day.daysInMonth) onMonth(day.toString().slice(0, 7), lived.faults.length);
  }
  return lived;
}

/** Nothing waits and nothing comes: looking once is enough. */
function isQuiet({ coming }: Correspondence, { days }: LivedYear, day: Temporal.PlainDate): boolean {
  const tomorrow = day.add({ days: 1 }).toZonedDateTime('Europe/Paris').epochMilliseconds;
  const last = days.at(-1);
  return (
    last?.waiting === 0 && last.undecided === 0 && coming.every(({ at: when }) => when.getTime() >= tomorrow)
  );
}

async function at(stage: Stage, day: Temporal.PlainDate, [hour, minute]: readonly [number, number]) {
  const instant = day.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: { hour, minute } });
  await stage.setTime(new Date(instant.epochMilliseconds));
}

async function deliver(stage: Stage, mail: Correspondence): Promise<void> {
  const due = mail.coming.filter((one) => one.at <= stage.now());
  mail.coming = mail.coming.filter((one) => one.at > stage.now());
  for (const { raw, at: receivedAt } of due) await stage.receive(raw, receivedAt);
}

/** What is there before the year begins: the directory, conventions, the senders that agents confirmed. */
async function settle(stage: Stage, { communes, former }: World): Promise<void> {
  const { db } = stage.base;
  await settleFormer(stage, former);
  for (const commune of communes) {
    await db
      .insertInto('directory_school')
      .values(
        commune.schools.map(({ uai, name }) => ({
          ...{ uai, name, level: 'primaire', commune_insee: commune.insee },
          ...{ state: 'open', nature: '151', imported_in: null },
        })),
      )
      .execute();
    await db.transaction().execute((tx) =>
      insertConvention(tx, {
        ...{ communeInsee: commune.insee, notifiedOn: commune.notifiedOn, denunciation: null },
        signedOn: null,
      }),
    );
    if (!commune.isKnownSender) continue;
    await db
      .insertInto('trusted_sender')
      .values({
        ...{ commune_insee: commune.insee, kind: 'address', value: commune.address },
        confirmed_by: 'simulation',
      })
      .execute();
  }
}

/** Registered letters that an agent records with their scan, and the campaign that a supervisor opens. */
async function onItsDay(stage: Stage, world: World, day: Temporal.PlainDate): Promise<void> {
  const { communes, former, last } = world;
  for (const { insee, denouncedOn } of communes) {
    if (denouncedOn?.equals(day)) await denounce(stage, insee, day);
  }
  if (former.mergesOn.equals(day)) await mergeFormer(stage, world);
  const { desk, supervisor, config } = stage;
  const days = campaignDays(last.year, config.renewal.calendar);
  if (!day.equals(days.opensOn)) return;
  for (const step of ['prepare', 'open'] as const) {
    const version = (await findCampaign(desk.db, last.year))?.version ?? 0;
    mustBe('done', await stepCampaign(desk, supervisor, { year: last.year, step, version }));
  }
}

const SCAN = Buffer.from('%PDF-1.4\n% The registered letter of a simulated commune.\n%%EOF\n');

async function denounce({ desk, agent }: Stage, insee: string, day: Temporal.PlainDate): Promise<void> {
  const { id: conventionId } = await desk.db
    .selectFrom('convention')
    .select('id')
    .where('commune_insee', '=', insee)
    .executeTakeFirstOrThrow();
  const kept = await keepScan(desk, agent, { conventionId, name: 'lettre.pdf', bytes: SCAN });
  const { scanId } = mustBe('kept', kept);
  const notice = { conventionId, receivedOn: day.toString(), scanId, by: 'commune' as const };
  const { fingerprint } = mustBe('preview', await previewNotice(desk, notice));
  mustBe('done', await recordNotice(desk, agent, { ...notice, fingerprint }));
}

async function figuresOf(
  stage: Stage,
  watch: Watch,
  day: Temporal.PlainDate,
  isAway: boolean,
): Promise<DayLived> {
  const row = await stage.base.db
    .selectFrom('access_order')
    .select((is) => is.fn.countAll<number>().filterWhere('status', 'in', ['planned', 'held']).as('waiting'))
    .select((is) => is.fn.countAll<number>().filterWhere('status', '=', 'done').as('done'))
    .executeTakeFirstOrThrow();
  const { undecided } = await stage.base.db
    .selectFrom('request')
    .select((is) => is.fn.countAll<number>().as('undecided'))
    .where('status', '=', 'awaiting-agent')
    .executeTakeFirstOrThrow();
  return {
    ...{ day, isAway, letters: stage.sunk.length, access: watch.access.size },
    ...{ waiting: Number(row.waiting), undecided: Number(undecided), done: Number(row.done) },
  };
}
