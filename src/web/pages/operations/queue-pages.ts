import { retryJob } from '../../../desk/retry-job.js';
import type { Desk } from '../../desk.js';
import type { Page } from '../../server/page.js';
import { shortInstant } from '../../view/short-dates.js';
import { back } from './back.js';

export const queueNames: Record<string, string> = {
  'examine-messages': 'Ouvrir les messages',
  'decide-messages': 'Décider',
  'send-replies': 'Envoyer les réponses',
  'plan-orders': 'Planifier les accès',
  'carry-out-orders': 'Ouvrir les accès à laclasse.com',
  'reread-messages': 'Relire les documents',
};

const MOST_FAILURES = 20;

/** Each queue and what failed in it; null when the queue does not answer: the rest of the page still does. */
export async function queuesView({ health }: Desk) {
  try {
    const [standing, failures] = await Promise.all([
      health.queues.standing(),
      health.queues.failures(MOST_FAILURES),
    ]);
    return {
      standing: standing.map((one) => ({ ...one, name: queueNames[one.queue] ?? one.queue })),
      failures: failures.map(({ failedAt, ids, ...one }) => ({
        ...one,
        name: queueNames[one.queue] ?? one.queue,
        at: shortInstant(failedAt),
        rows: ids.length,
      })),
    };
  } catch {
    return null;
  }
}

/** A job is only a hint: tried again it finds what is due, or nothing. */
const retry: Page = {
  method: 'POST',
  url: '/exploitation/taches',
  who: 'supervisor',
  async answer({ desk, form, signedIn }) {
    const asked = { queue: form.text('file').slice(0, 50), jobId: form.text('tache').slice(0, 100) };
    const done = await retryJob(desk.verbs, signedIn!.agent, desk.health.queues, asked);
    return back(done.kind === 'done' ? 'tache-relancee' : 'tache-absente');
  },
};

export const queueWatchPages: Page[] = [retry];
