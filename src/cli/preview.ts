import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot, readConfig } from '../config.js';
import { findWrittenReferences, signReference } from '../intake/read-reference.js';
import { createLog } from '../kernel/log.js';
import { type ReplyKind, replyKinds } from '../reply/reply-kinds.js';
import { loadTemplates, type WrittenReply, writeReply } from '../reply/write-reply.js';
import { referenceSecret } from '../store/secrets.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';
import { previewFacts } from './preview-facts.js';
import { loadPreview } from './preview-material.js';

const usage = `Usage: npx inscriptions preview REFERENCE KIND [--out FILE.html|FILE.txt]\nKinds: ${replyKinds.join(', ')}`;

function wanted(args: string[]): { reference: string; kind: ReplyKind; out: string | undefined } {
  const { positionals, values } = parse(args);
  const [reference, kind, ...others] = positionals;
  const known = replyKinds.find((one) => one === kind);
  if (reference === undefined || known === undefined || others.length > 0) throw new CommandError(usage);
  const [written] = findWrittenReferences(reference);
  return { reference: written?.reference ?? reference, kind: known, out: values.out };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' } } });
  } catch {
    throw new CommandError(usage);
  }
}

function print({ subject, text, html }: WrittenReply, out: string | undefined): void {
  if (out === undefined) console.log(`${subject}\n\n${text}`);
  else writeFileSync(out, out.endsWith('.txt') ? `${subject}\n\n${text}` : html);
}

/**
 * `preview`: the answer of one kind for one request, without sending anything. The one already written when there is
 * one (what `REPLIES=hold` keeps), else the one we would write from what the request holds.
 */
export async function preview(args: string[]): Promise<number> {
  const { reference, kind, out } = wanted(args);
  const config = readConfig('command');
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  const base = await openBase(config, createLog('warn', process.stderr));
  try {
    const material = await loadPreview(base.db, reference, kind);
    if (material === null) throw new CommandError(`There is no request ${reference}.`);
    const secret = config.intake.referenceSecret ?? (await referenceSecret(base.db));
    const signed = { ...material, reference: signReference(reference, secret) };
    print(material.written ?? writeReply(previewFacts(kind, signed), config.service), out);
    console.error(
      material.written === null ? 'Written for this preview.' : 'As already written for this request.',
    );
  } finally {
    await base.close();
  }
  return 0;
}
