import type { Agent } from '../../store/desk/agents.js';

/** The person behind a request, as their session tells. */
export type SignedIn = {
  agent: Agent;
  /** The identifier their cookie holds. */
  session: string;
  /** What every form of this session carries back. */
  formToken: string;
};
