import type { AccessOutcome } from '../access-adapter.js';
import type { AgentCode, DelayCode } from '../access-codes.js';

/** A step that cannot go on ends the whole try with this outcome. Caught by the adapter alone. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  /** False when a call is unanswered: its effect may still come, and nobody else may begin meanwhile. */
  readonly isSettled: boolean;

  constructor(
    readonly because: { delay: DelayCode } | { agent: AgentCode },
    { isSettled = true } = {},
  ) {
    super('agent' in because ? because.agent : because.delay);
    this.isSettled = isSettled;
  }

  outcome(retryAfterMs: number): AccessOutcome {
    if ('agent' in this.because) return { kind: 'needs-agent', code: this.because.agent };
    return { kind: 'not-now', code: this.because.delay, retryAfterMs };
  }
}

export function askAgent(code: AgentCode): Interrupted {
  return new Interrupted({ agent: code });
}

export function notNow(code: DelayCode, options?: { isSettled: boolean }): Interrupted {
  return new Interrupted({ delay: code }, options);
}
