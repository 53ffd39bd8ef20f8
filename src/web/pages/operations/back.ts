import type { Answer } from '../../server/page.js';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** To the page of operations, which tells what was done. */
export function back(told: string): Answer {
  return { kind: 'redirect', to: `/exploitation?fait=${told}` };
}
