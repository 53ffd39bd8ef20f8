import type { Outcome } from '../../desk/desk.js';
import { findRequestsByReference } from '../../store/desk/find-reference.js';
import type { Answer, Asked } from '../server/page.js';
import { backToQueue } from './back-to-queue.js';

/** The requests ticked in the list, each with the version seen (`LC-2026-00042:3`). */
export async function ticked({ desk, form }: Asked) {
  const seen = new Map(
    form
      .texts('dossier')
      .slice(0, 100)
      .flatMap((one) => {
        const [, reference, version] = /^(LC-\d{4}-\d{5,9}):(\d{1,9})$/.exec(one) ?? [];
        return reference === undefined ? [] : [[reference, Number(version)] as const];
      }),
  );
  const found = await findRequestsByReference(desk.db, [...seen.keys()]);
  return found.map(({ id, reference }) => ({ requestId: id, reference, version: seen.get(reference)! }));
}

type Ticked = Awaited<ReturnType<typeof ticked>>[number];

/**
 * Does the same to each request ticked, on its own: one that changed meanwhile is left alone. Back to the queue, told
 * `told`; `mayUndo` when what was done may be taken back together.
 */
export async function onEachTicked(
  asked: Asked,
  verb: (on: Omit<Ticked, 'reference'>) => Promise<Outcome>,
  { told, mayUndo }: { told: string; mayUndo: boolean },
): Promise<Answer> {
  const requests = await ticked(asked);
  if (requests.length === 0) return backToQueue(asked, 'rien-de-coche');
  const done: string[] = [];
  const left: string[] = [];
  for (const { reference, ...on } of requests) {
    const outcome = await verb(on);
    if (outcome.kind === 'done') done.push(outcome.actionId);
    else left.push(reference);
  }
  return backToQueue(asked, left.length === 0 ? told : 'en-partie', mayUndo ? done : [], left);
}
