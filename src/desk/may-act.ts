import type { Agent } from '../store/desk/agents.js';

/** Whoever decides on requests; a reader only looks. */
export function mayAct({ role, isDisabled }: Agent): boolean {
  return !isDisabled && (role === 'agent' || role === 'supervisor');
}

/** Accounts, the registry by hand, settings. */
export function maySupervise({ role, isDisabled }: Agent): boolean {
  return !isDisabled && role === 'supervisor';
}
