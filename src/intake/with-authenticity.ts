import type { AuthenticityVerdict } from './pinned-verdict.js';
import type { SortedMessage } from './sorted-message.js';

/** What becomes of a sorted message once its sender is judged: a forged one is kept and never answered, for its From is a victim. */
export function withAuthenticity(
  sorted: SortedMessage,
  { verdict, reasons }: AuthenticityVerdict,
): SortedMessage {
  return {
    ...sorted,
    mayAnswer: sorted.mayAnswer && verdict !== 'forged',
    reasons: [
      ...new Set([...sorted.reasons, ...(verdict === 'forged' ? ['forged-sender'] : []), ...reasons]),
    ],
  };
}
