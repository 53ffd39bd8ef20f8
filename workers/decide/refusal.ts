import type { ReplyFacts } from '../../src/reply/reply-facts.js';
import type { ReadMessage } from '../../src/store/cases.js';

/**
 * Pure: the reason of a refusal, or null for good news. One refusal per address, reason and day is enough. Another form
 * that is still wrong is another reason: whoever mends a form is always answered.
 */
export function refusalOf(facts: ReplyFacts, message: ReadMessage, formKey: string | null): string | null {
  switch (facts.kind) {
    case 'no-form':
    case 'not-a-notice':
    case 'too-large':
      return facts.kind;
    case 'unopenable':
      return `unopenable:${[...new Set(facts.documents.map(({ code }) => code))].sort().join(',')}`;
    case 'sender-to-confirm':
      return `sender-to-confirm:${facts.communeName ?? ''}`;
    case 'corrections':
      return `corrections:${formKey ?? message.id}`;
    case 'correction-thanks':
      return facts.outcome === 'corrections' ? `corrections:${formKey ?? message.id}` : null;
    default:
      return null;
  }
}
