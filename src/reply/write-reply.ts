import { letterAsText } from './letter-as-text.js';
import { compileTemplates, type Templates } from './load-templates.js';
import { plainWords } from './plain-words.js';
import type { ReplyFacts } from './reply-facts.js';
import { replyView } from './reply-view.js';
import type { ServiceIdentity } from './service-identity.js';

export type WrittenReply = { subject: string; text: string; html: string };

let templates: Templates | null = null;

/** Reads and compiles `templates/replies`, once, at start-up. */
export function loadTemplates(folder: string): void {
  templates = compileTemplates(folder);
}

/** Words of a reply, in text and in HTML from the same letter. Pure and synchronous, once `loadTemplates` has run. */
export function writeReply(facts: ReplyFacts, service: ServiceIdentity): WrittenReply {
  if (templates === null) throw new Error('loadTemplates has not run');
  const view = replyView(facts, service);
  const subject = plainWords(templates.render(`@${facts.kind}/subject`, view), 180);
  const letter = templates.render(`@${facts.kind}/letter`, view);
  return {
    subject,
    text: letterAsText(letter),
    html: templates.render('@_parts/page', { subject, letter }),
  };
}
