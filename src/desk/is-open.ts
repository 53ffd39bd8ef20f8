import type { LockedRequest } from '../store/desk/actions.js';

/** Somebody still has to decide, or the commune to answer. */
export function isOpen({ status }: Pick<LockedRequest, 'status'>): boolean {
  return status === 'awaiting-agent' || status === 'awaiting-commune';
}
