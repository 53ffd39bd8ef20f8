import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.js';
import { silentLog } from '../../src/kernel/log.js';
import { svgChart } from '../svg-chart.js';
import { checkRenewal, checkShown } from './check-year.js';
import { kindOf } from './communes-act.js';
import { checkFees } from './fee-statements.js';
import { type LivedYear, liveYear } from './live-year.js';
import { makeWorld } from './make-world.js';
import { checkMerger } from './merge-communes.js';
import { openStage, type Stage } from './open-stage.js';
import { openSimulatedBase } from './simulated-base.js';

export type YearAsked = { seed: number; schools: number; communes: number; svg: string | null };

/** What is committed need not survive a power cut: the whole base is thrown away. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A school year end to end, on the built-in Postgres. Prints its table; answers the faults: there must be none. */
export async function simulateYear({ seed, schools, communes, svg }: YearAsked): Promise<string[]> {
  const begunAt = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'simulation-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: SETTINGS });
  try {
    const world = makeWorld({ seed, schools, communes, schoolYear: 2026 });
    const start = new Date(world.first.toZonedDateTime('Europe/Paris').epochMilliseconds);
    const base = await openSimulatedBase(postgres.url, start);
    const stage = await openStage(base, start);
    try {
      console.log(
        `${schools} schools in ${communes} communes, ${world.first} to ${world.last}, seed ${seed}\n`,
      );
      const lived = await liveYear(stage, world, (month, faults) =>
        console.error(
          `${month} lived, ${faults} faults, ${Math.round((performance.now() - begunAt) / 1_000)} s`,
        ),
      );
      const faults = [
        ...lived.faults,
        ...(await checkFees(stage, world, lived)),
        ...(await checkRenewal(stage, world, lived)),
        ...(await checkMerger(stage, world)),
        ...(await checkShown(stage, world, lived)),
      ];
      await printYear(stage, lived, faults);
      if (svg !== null) writeChart(svg, lived, `${schools} schools, seed ${seed}`);
      console.log(`\n${Math.round((performance.now() - begunAt) / 1_000)} s. ${faults.length} faults.`);
      return faults;
    } finally {
      await stage.close();
      await base.close();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function printYear(stage: Stage, lived: LivedYear, faults: readonly string[]): Promise<void> {
  const { watch, agents, mails } = lived;
  const delays = [...watch.figures.delays].sort((one, other) => one - other);
  const share = (part: number) => delays[Math.floor((delays.length - 1) * part)] ?? '–';
  const kinds = new Map<string, number>();
  for (const letter of stage.sunk) kinds.set(kindOf(letter), (kinds.get(kindOf(letter)) ?? 0) + 1);
  const participants = await stage.base.db
    .selectFrom('renewal_participant')
    .select(['settled_as'])
    .select((is) => is.fn.countAll<number>().as('count'))
    .groupBy('settled_as')
    .execute();
  const lines: [string, string][] = [
    ['mails received', list(mails)],
    ['letters sent', `${stage.sunk.length}: ${list(kinds)}`],
    ['accesses opened, changed, closed', String(delays.length)],
    ['promises kept', String(watch.figures.kept)],
    ['missed, told before', String(watch.figures.missedAnnounced)],
    ['days from asking to done', `median ${share(0.5)}, p95 ${share(0.95)}, most ${share(1)}`],
    ['accepted by agents, closed', `${agents.accepted}, ${agents.closed}`],
    ['requests joined, late refused', `${agents.merged}, ${agents.lateRefused}`],
    ['left with agents', list(agents.left) || 'none'],
    [
      'renewal',
      participants.map(({ settled_as, count }) => `${settled_as ?? 'answered or open'} ${count}`).join(', '),
    ],
    ['who has access at the end', String(watch.access.size)],
    ['days laclasse.com was away', String(lived.days.filter(({ isAway }) => isAway).length)],
  ];
  for (const [name, value] of lines) console.log(`${name.padEnd(34)}${value}`);
  console.log('\nmonth    access  done  letters  most waiting');
  for (const month of new Set(lived.days.map(({ day }) => day.toString().slice(0, 7)))) {
    const days = lived.days.filter(({ day }) => day.toString().startsWith(month));
    const { access, done, letters } = days.at(-1)!;
    const most = Math.max(...days.map(({ waiting }) => waiting));
    console.log([month, access, done, letters, most].map((one) => String(one).padStart(7)).join(' '));
  }
  for (const fault of faults.slice(0, 40)) console.log(`FAULT ${fault}`);
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

function writeChart(file: string, { days }: LivedYear, title: string): void {
  const curve = (name: string, colour: string, values: number[]) => ({ name, colour, values });
  const chart = svgChart({
    title: `A school year: ${title}`,
    curves: [
      curve(
        'people with access',
        '#1c6b4a',
        days.map(({ access }) => access),
      ),
      curve(
        'orders waiting',
        '#b9772a',
        days.map(({ waiting }) => waiting),
      ),
    ],
    shades: days.flatMap(({ isAway }, index) => (isAway ? [{ from: index, until: index }] : [])),
    labels: days.flatMap(({ day }, index) =>
      day.day === 1 ? [{ at: index, text: day.toString().slice(0, 7) }] : [],
    ),
  });
  writeFileSync(file, chart);
  console.log(`\nChart: ${file}`);
}
