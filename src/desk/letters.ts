import { createHash, randomUUID } from 'node:crypto';
import type { SchoolLine } from '../decision/agent/judge.js';
import type { Acceptance } from '../decision/agent/plan-acceptance.js';
import type { Problem } from '../form/reading.js';
import { correctedFileName } from '../form/write/corrected-file-name.js';
import type { SchoolOnList } from '../registry/change.js';
import { communeByInsee } from '../registry/find-commune.js';
import { schoolYearLabel } from '../registry/school-year.js';
import { messageIdOf } from '../reply/message-id.js';
import { losesAccess, understoodOf } from '../reply/renewal-understood.js';
import type { FactsOf, ReplyFacts, SchoolUnderstood } from '../reply/reply-facts.js';
import { type WrittenReply, writeReply } from '../reply/write-reply.js';
import type { LockedRequest } from '../store/desk/actions.js';
import type { CaseMessage } from '../store/desk/case-material.js';
import type { OwedAttachment } from '../store/tables.js';
import type { Desk } from './desk.js';
import type { OpenCase } from './open-case.js';

/** A letter as it would leave: what an agent sees before saying yes, and what is then owed word for word. */
export type Letter = WrittenReply & {
  recipient: string;
  kind: ReplyFacts['kind'];
  facts: ReplyFacts;
  attachments: readonly OwedAttachment[];
  /** The message answered. */
  messageId: string;
};

/** The request, as far as letters go. */
export type LetterRequest = Pick<LockedRequest, 'reference' | 'communeInsee' | 'dueOn' | 'targetOn'>;

/** Machines, and whoever hides behind a forged address, are never answered, whoever decides. */
export function mayBeAnswered({ kind, mayAnswer, authenticity, from }: CaseMessage): boolean {
  return from !== null && mayAnswer && kind !== 'automatic' && authenticity !== 'forged';
}

/** The latest message that may be answered, the one given first. */
export function messageToAnswer(
  messages: readonly CaseMessage[],
  first: CaseMessage | null,
): CaseMessage | null {
  if (first !== null && mayBeAnswered(first)) return first;
  return messages.find(mayBeAnswered) ?? null;
}

type Context = { desk: Desk; request: LetterRequest; message: CaseMessage };

function common({ desk, request, message }: Context) {
  const commune = request.communeInsee === null ? undefined : communeByInsee(request.communeInsee);
  return {
    reference: desk.printReference(request.reference),
    receivedAt: message.receivedAt,
    originalSubject: message.subject,
    communeName: commune?.name ?? null,
  };
}

function letter(context: Context, facts: ReplyFacts, attachments: readonly OwedAttachment[] = []): Letter {
  return {
    ...writeReply(facts, context.desk.service),
    recipient: context.message.from!,
    kind: facts.kind,
    facts,
    attachments,
    messageId: context.message.id,
  };
}

/** `sentences`: what the agent wrote in place of ours, by field. */
export function acceptanceLetter(
  context: Context,
  { judgement, form, renewal, commune }: OpenCase,
  { accepted, waiting, removed, changes }: Acceptance,
  sentences: ReadonlyMap<string, string>,
): Letter {
  const deadline = { dueOn: context.request.dueOn, targetOn: context.request.targetOn };
  const schools = accepted.map(schoolUnderstood);
  if (waiting.length === 0) {
    const warnings = judgement.reading.problems.filter(({ severity }) => severity === 'warning');
    if (renewal !== null) {
      const kept = judgement.removals.filter(({ school }) => !removed.some(({ uai }) => uai === school.uai));
      const plan = { changes, missingSchools: kept.map(({ school }) => school) };
      return letter(context, {
        ...{
          kind: 'renewal-answer',
          ...common(context),
          schoolYear: schoolYearLabel(renewal.year),
          warnings,
        },
        understood: understoodOf(commune!.list, plan),
        changesBy: deadline.dueOn,
        removalsFrom: losesAccess(changes) ? renewal.days.removalsFrom.toString() : null,
      });
    }
    const removedSchools = removed.map(removedSchool);
    return letter(context, {
      kind: 'accepted',
      ...common(context),
      deadline,
      schools,
      removedSchools,
      warnings,
    });
  }
  const problems = reworded(
    waiting.flatMap((line) => line.problems),
    sentences,
  );
  return withWorkbook(context, form, {
    ...{ kind: 'partly-accepted', ...common(context), deadline, schools },
    ...{ waitingSchools: waiting.map(schoolUnderstood), problems, workbookName: null },
  });
}

export function correctionsLetter(
  context: Context,
  { judgement, form }: OpenCase,
  problems: readonly Problem[],
): Letter {
  return withWorkbook(context, form, {
    ...{ kind: 'corrections', ...common(context) },
    deadline: { dueOn: context.request.dueOn, targetOn: context.request.targetOn },
    schools: judgement.lines.map(schoolUnderstood),
    ...{ problems, workbookName: null },
  });
}

export function noFormLetter(context: Context, documentNames: readonly string[]): Letter {
  const { communeInsee } = context.request;
  const model: OwedAttachment = { kind: 'model-form', name: 'Formulaire laclasse.com.xlsx', communeInsee };
  return letter(context, { kind: 'no-form', ...common(context), documentNames, modelName: model.name }, [
    model,
  ]);
}

function withWorkbook(
  context: Context,
  form: OpenCase['form'],
  facts: FactsOf<'corrections'> | FactsOf<'partly-accepted'>,
): Letter {
  const name = correctedFileName(form.name, /\.ods$/i.test(form.name) ? 'ods' : 'xlsx');
  const problems = [...facts.problems];
  const workbook: OwedAttachment = { kind: 'corrected-workbook', name, readingId: form.id, problems };
  return letter(context, { ...facts, workbookName: name }, [workbook]);
}

/** An agent's words in place of ours; emptied, a problem is not told. */
export function reworded(problems: readonly Problem[], sentences: ReadonlyMap<string, string>): Problem[] {
  return problems.flatMap((problem) => {
    const sentence = sentences.get(problemKey(problem));
    if (sentence === undefined) return [problem];
    return sentence.trim() === '' ? [] : [{ ...problem, message: sentence.trim() }];
  });
}

/** What names a problem in the agent's form. */
export function problemKey({ field, code }: Problem): string {
  return `${field}:${code}`;
}

function schoolUnderstood({ name, school, administrator }: SchoolLine): SchoolUnderstood {
  const person = administrator && `${administrator.firstName} ${administrator.lastName}`;
  return { name: name ?? school?.name ?? '', uai: school?.uai ?? null, administrator: person };
}

function removedSchool({ name, uai, administrator }: SchoolOnList): SchoolUnderstood {
  return { name, uai, administrator: `${administrator.firstName} ${administrator.lastName}` };
}

/** Equal as long as what would be done, and said, is the same: an agent accepts what they were shown. */
export function fingerprintOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** What the outbox needs of a letter. */
export function mailOf(letter: Letter, { desk, message, request }: Context) {
  const id = randomUUID();
  const { email } = desk.service;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const reference = desk.printReference(request.reference);
  return {
    id,
    rfcMessageId: messageIdOf({ reference, kind: letter.kind, replyId: id, domain }),
    inReplyTo: message.rfcMessageId,
    referenceIds: [...message.referenceIds, ...(message.rfcMessageId === null ? [] : [message.rfcMessageId])],
  };
}
