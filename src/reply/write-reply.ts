import { circularParagraphs } from './circular-text.js';
import { letterAsText } from './letter-as-text.js';
import { compileTemplates, type Templates } from './load-templates.js';
import { plainWords } from './plain-words.js';
import type { ReplyFacts } from './reply-facts.js';
import { replyView, serviceView } from './reply-view.js';
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
  return written(templates, facts.kind, replyView(facts, service));
}

/** What an agent wrote to many: `why` says why one gets it; with `refusalLink`, how not to any more. */
export type CircularWords = {
  isInterruption: boolean;
  subject: string;
  body: string;
  why: string;
  refusalLink: string | null;
};

/** Words of a circular, in the dress of every letter of ours. */
export function writeCircular(words: CircularWords, service: ServiceIdentity): WrittenReply {
  if (templates === null) throw new Error('loadTemplates has not run');
  const { body, ...said } = words;
  const view = {
    ...said,
    paragraphs: circularParagraphs(body),
    service: serviceView(service),
    reference: null,
  };
  return written(templates, 'circular', view);
}

function written(templates: Templates, folder: string, view: object): WrittenReply {
  const subject = plainWords(templates.render(`@${folder}/subject`, view), 180);
  const letter = templates.render(`@${folder}/letter`, view);
  return {
    subject,
    text: letterAsText(letter),
    html: templates.render('@_parts/page', { subject, letter }),
  };
}
