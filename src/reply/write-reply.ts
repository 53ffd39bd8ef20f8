import type { ReplyFacts } from './reply-facts.js';
import type { ServiceIdentity } from './service-identity.js';

export type WrittenReply = { subject: string; text: string; html: string };

/** Pure and synchronous, once `loadTemplates` has run. */
export function writeReply(_facts: ReplyFacts, _service: ServiceIdentity): WrittenReply {
  throw new Error('Templates are not loaded');
}
