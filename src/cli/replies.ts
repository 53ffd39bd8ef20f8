import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import type { Database } from '../store/database.js';
import {
  cancelReplies,
  type KeptReply,
  listKeptReplies,
  releaseReplies,
  waitingStatuses,
} from '../store/kept-replies.js';
import type { ReplyStatus } from '../store/statuses.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

const USAGE = [
  `Usage: npx inscriptions replies list [--status ${waitingStatuses.join('|')}|queued] [--json]`,
  '       npx inscriptions replies release ID…|--all [--by NAME]',
  '       npx inscriptions replies cancel ID… [--by NAME]',
].join('\n');

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const LISTED: readonly ReplyStatus[] = [...waitingStatuses, 'queued'];

/**
 * `replies`: the answers that wait for somebody. `list` shows them; `release` lets them leave (within seconds, by the
 * service that runs); `cancel` gives them up. Exit codes: 0 done, 1 one of them no longer waits, 2 the command was wrong.
 */
export async function replies([verb, ...args]: string[]): Promise<number> {
  const work = workOf(verb, parse(args));
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    return await work(base.db);
  } finally {
    await base.close();
  }
}

const options = {
  status: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
} as const;
type Asked = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

function parse(args: string[]): Asked {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new CommandError(USAGE);
  }
}

type Work = (db: Database) => Promise<number>;

function workOf(verb: string | undefined, { values, positionals }: Asked): Work {
  const areIds = positionals.every((id) => UUID.test(id));
  const by = values.by?.trim() || userInfo().username;
  if (verb === 'list' && positionals.length === 0) return list(statusOf(values.status), values.json);
  if (verb === 'release' && areIds && positionals.length > 0 !== values.all) {
    return settle(values.all ? null : positionals, by, releaseReplies, 'à envoyer');
  }
  if (verb === 'cancel' && areIds && positionals.length > 0 && !values.all) {
    return settle(positionals, by, cancelReplies, 'annulées, conservées dans la base');
  }
  throw new CommandError(USAGE);
}

function statusOf(wanted: string | undefined): readonly ReplyStatus[] {
  if (wanted === undefined) return waitingStatuses;
  const known = LISTED.filter((status) => status === wanted);
  if (known.length === 0) throw new CommandError(USAGE);
  return known;
}

function list(statuses: readonly ReplyStatus[], isJson: boolean): Work {
  return async (db) => {
    const found = await listKeptReplies(db, { statuses });
    if (isJson) console.log(JSON.stringify(found));
    else console.log(found.length === 0 ? 'Aucune réponse en attente.' : found.map(describe).join('\n'));
    return 0;
  };
}

/** `null`: all those that are held. What was kept back or refused is released by its identifier alone. */
function settle(
  wanted: readonly string[] | null,
  by: string,
  change: (db: Database, ids: readonly string[], by: string) => Promise<string[]>,
  became: string,
): Work {
  return async (db) => {
    const ids =
      wanted ?? (await listKeptReplies(db, { statuses: ['held'], limit: 10_000 })).map(({ id }) => id);
    const done = await change(db, ids, by);
    console.log(`Réponses ${became} (par ${by})\u00a0: ${done.length}.`);
    const others = ids.filter((id) => !done.includes(id));
    for (const id of others) console.error(`${id} n’attend plus, ou n’existe pas.`);
    return others.length === 0 ? 0 : 1;
  };
}

const inFrench: Partial<Record<ReplyStatus, string>> = {
  held: 'retenue',
  suppressed: 'répétition non envoyée',
  failed: 'refusée',
  queued: 'à envoyer',
};

function describe(reply: KeptReply): string {
  const { id, reference, kind, status, recipient, cc, subject, owedAt, lastResponse } = reply;
  const copy = cc === null ? '' : `, copie à ${cc}`;
  const words = lastResponse === null ? '' : `\n  Le serveur a dit\u00a0: ${lastResponse}`;
  return (
    `${id}  ${reference ?? '–'}  ${inFrench[status] ?? status}  ${kind}  pour ${recipient}${copy}\n` +
    `  ${owedAt.toISOString()}  ${subject}${words}`
  );
}
