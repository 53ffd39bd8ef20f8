import type { Agent } from '../../store/desk/agents.js';
import type { Hold } from '../../store/hold-replies.js';

/** The person behind a request, as their session tells. */
export type SignedIn = {
  agent: Agent;
  /** The identifier their cookie holds. */
  session: string;
  /** What every form of this session carries back. */
  formToken: string;
  /** All replies are held, as every page tells. */
  hold: Hold | null;
};
