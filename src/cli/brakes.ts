import { readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import { type HeldReplies, type ListedBrake, liftBrake, listBrakes } from '../store/brakes.js';
import type { Database } from '../store/database.js';
import { pullBrake } from '../store/hold-replies.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

const USAGE =
  'Usage: npx inscriptions brakes list [--all] [--json]\n       npx inscriptions brakes pull --reason TEXT --by NAME\n       npx inscriptions brakes lift ID --by NAME --send|--cancel';

/**
 * `brakes list` shows the brakes on our replies and what they hold; `brakes pull` holds all replies; `brakes lift` lifts
 * one. Exit codes: 0 done, 1 there is no such brake on (or it is pulled already), 2 the command was wrong.
 */
export async function brakes([verb, ...args]: string[]): Promise<number> {
  const works = new Map([
    ['list', list],
    ['pull', pull],
    ['lift', lift],
  ]);
  const work = works.get(verb ?? '')?.(args) ?? null;
  if (work === null) throw new CommandError(USAGE);
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    return await work(base.db);
  } finally {
    await base.close();
  }
}

type Work = (db: Database) => Promise<number>;

function list(args: readonly string[]): Work {
  if (args.some((arg) => arg !== '--all' && arg !== '--json')) throw new CommandError(USAGE);
  return async (db) => {
    const found = await listBrakes(db, { evenLifted: args.includes('--all') });
    if (args.includes('--json')) console.log(JSON.stringify(found));
    else console.log(found.length === 0 ? 'Aucun frein.' : found.map(describe).join('\n'));
    return 0;
  };
}

function pull(args: readonly string[]): Work {
  const after = (option: string) =>
    (args.includes(option) ? args[args.indexOf(option) + 1]?.trim() : '') ?? '';
  const [reason, by] = [after('--reason'), after('--by')];
  const isWhole = args.length === 4 && ![reason, by].some((one) => one === '' || one.startsWith('--'));
  if (!isWhole) throw new CommandError(USAGE);
  return async (db) => {
    const id = await db.transaction().execute((tx) => pullBrake(tx, { by, reason }));
    if (id === null) {
      console.error('Toutes les réponses sont déjà retenues.');
      return 1;
    }
    console.log(
      `Toutes les réponses sont retenues. Pour les laisser partir : brakes lift ${id} --by NOM --send`,
    );
    return 0;
  };
}

function lift([id = '', ...args]: string[]): Work {
  const by = args[args.indexOf('--by') + 1]?.trim() ?? '';
  const wishes = args.filter((arg) => arg === '--send' || arg === '--cancel');
  const isWhole = args.length === 3 && args.includes('--by') && wishes.length === 1;
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  if (!isWhole || !isUuid || by === '' || by.startsWith('--')) throw new CommandError(USAGE);
  const held: HeldReplies = wishes[0] === '--send' ? 'send' : 'cancel';
  return async (db) => {
    const lifted = await liftBrake(db, { id, by, held });
    if (lifted === null) {
      console.error('Aucun frein en place ne porte cet identifiant.');
      return 1;
    }
    const became = held === 'send' ? 'à envoyer' : 'annulées, conservées dans la base';
    console.log(`Frein levé par ${by}. Réponses ${became} : ${lifted.replies}.`);
    return 0;
  };
}

const onWhat: Record<ListedBrake['scope'], (brake: ListedBrake) => string> = {
  address: ({ subject }) => `réponses à ${subject}`,
  request: ({ reference, subject }) => `réponses du dossier ${reference ?? subject}`,
  service: () => 'toutes les réponses du service',
  'by-hand': () => 'toutes les réponses',
};

function describe(brake: ListedBrake): string {
  const window = (brake.windowMs ?? 0) > 3_600_000 ? 'en un jour' : 'en une heure';
  const why =
    brake.reason === null
      ? `plus de ${brake.most} ${window}`
      : `retenues par ${brake.putOnBy} (${JSON.stringify(brake.reason)})`;
  const lifted =
    brake.liftedAt === null ? '' : `, levé le ${brake.liftedAt.toISOString()} par ${brake.liftedBy}`;
  return (
    `${brake.id}  ${onWhat[brake.scope](brake)} : ${why}, ` +
    `depuis le ${brake.putOnAt.toISOString()}${lifted}. Réponses retenues : ${brake.held}.`
  );
}
