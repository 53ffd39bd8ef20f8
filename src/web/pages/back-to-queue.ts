import type { Answer, Asked } from '../server/page.js';
import { safeReturn } from '../server/safe-return.js';

/** To where the form was, told what was done: actions that may be taken back, requests that were left alone. */
export function backToQueue(
  { form }: Asked,
  told: string,
  actions: readonly string[] = [],
  left: readonly string[] = [],
): Answer {
  const to = new URL(safeReturn(form.text('retour')), 'http://desk.invalid');
  to.searchParams.set('fait', told);
  to.searchParams.delete('action');
  to.searchParams.delete('reste');
  for (const id of actions) to.searchParams.append('action', id);
  for (const reference of left.slice(0, 40)) to.searchParams.append('reste', reference);
  return { kind: 'redirect', to: to.pathname + to.search };
}
