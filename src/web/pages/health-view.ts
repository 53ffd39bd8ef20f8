import { plural } from '../../reply/plural.js';
import { loadMailboxFigures } from '../../store/figures.js';
import type { Asked } from '../server/page.js';
import { since } from '../view/short-dates.js';
import { queuesView } from './operations/queue-pages.js';

export type HealthLine = { name: string; tone: 'ok' | 'warn' | 'bad'; state: string; more: string };

/** Whether mail is read, worked on and sent, in a few lines: said in words, never by colour alone. */
export async function healthView({ desk, now }: Asked): Promise<HealthLine[]> {
  const [lastPassAt, figures, queues] = await Promise.all([
    desk.health.lastPassAt(),
    loadMailboxFigures(desk.db),
    queuesView(desk),
  ]);
  return [
    mailboxLine(lastPassAt, desk.health.passWithinMs, now),
    waitingLine('Messages à traiter', figures.unsorted, figures.oldestUnsortedAt, now),
    waitingLine('Réponses à envoyer', figures.unsent, figures.oldestUnsentAt, now),
    keptLine(figures.kept),
    queueLine(queues),
  ];
}

function mailboxLine(lastPassAt: Date | null, withinMs: number, now: Date): HealthLine {
  const name = 'Boîte de réception';
  if (lastPassAt === null) return { name, tone: 'bad', state: 'jamais relevée', more: '' };
  const isFresh = now.getTime() - lastPassAt.getTime() <= withinMs;
  const more = `dernier passage complet ${since(lastPassAt, now)}`;
  return { name, tone: isFresh ? 'ok' : 'bad', state: isFresh ? 'relevée' : 'en retard', more };
}

/** Longer than this, what waits is stuck rather than busy. */
const STUCK_AFTER_MS = 15 * 60_000;

function waitingLine(name: string, count: number, oldestAt: Date | null, now: Date): HealthLine {
  if (count === 0 || oldestAt === null) return { name, tone: 'ok', state: 'aucun retard', more: '' };
  const isStuck = now.getTime() - oldestAt.getTime() > STUCK_AFTER_MS;
  const state = `${count.toLocaleString('fr-FR')}\u00a0en attente`;
  return { name, tone: isStuck ? 'bad' : 'ok', state, more: `le plus ancien ${since(oldestAt, now)}` };
}

function keptLine(kept: number): HealthLine {
  const name = 'Réponses retenues ou refusées';
  return kept === 0
    ? { name, tone: 'ok', state: 'aucune', more: '' }
    : {
        name,
        tone: 'warn',
        state: plural(kept, 'réponse', 'réponses'),
        more: 'un responsable peut les renvoyer',
      };
}

function queueLine(queues: Awaited<ReturnType<typeof queuesView>>): HealthLine {
  const name = 'Files de travail';
  if (queues === null) return { name, tone: 'bad', state: 'ne répondent pas', more: 'rien n’est perdu' };
  const sum = (key: 'waiting' | 'active' | 'delayed' | 'failed') =>
    queues.standing.reduce((total, one) => total + one[key], 0);
  const more = `${sum('waiting') + sum('delayed')} en attente, ${sum('active')} en cours, ${sum('failed')} en échec`;
  return { name, tone: sum('failed') > 0 ? 'warn' : 'ok', state: 'répondent', more };
}
