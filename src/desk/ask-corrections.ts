import type { FieldEdit } from '../decision/agent/apply-edits.js';
import type { Problem } from '../form/reading.js';
import type { Queries } from '../store/database.js';
import { closeWorkItems, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { findRequest } from '../store/desk/find-request.js';
import type { Supposing } from './accept.js';
import { act } from './act.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { isOpen } from './is-open.js';
import {
  correctionsLetter,
  fingerprintOf,
  type Letter,
  type LetterRequest,
  messageToAnswer,
  reworded,
} from './letters.js';
import { type OpenCase, openCase } from './open-case.js';
import { oweLetter } from './owe-letter.js';

export type CorrectionsInput = {
  readingId?: string;
  /** The agent's words in place of ours, by `problemKey`; an empty one leaves the problem out. */
  sentences?: ReadonlyMap<string, string>;
  /** Remarks of the agent's own; each may name a field, hence its cell. */
  remarks?: readonly { field: string | null; message: string }[];
};

export type CorrectionsPreview = {
  kind: 'preview';
  /** Every sentence ready, to be edited. */
  problems: readonly Problem[];
  letter: Letter;
  /** To give back to `askCorrections`: refused when what would be said is not this any more. */
  fingerprint: string;
};

/** Changes nothing. `typing`: edits not saved yet. */
export async function previewCorrections(
  desk: Desk,
  { requestId, typing, ...input }: CorrectionsInput & { requestId: string; typing?: readonly FieldEdit[] },
): Promise<CorrectionsPreview | NotDone> {
  const request = await findRequest(desk.db, requestId);
  if (request === null) return refused('not-found');
  const prepared = await prepareCorrections(desk, desk.db, request, input, { typing });
  if (!('letter' in prepared)) return prepared;
  return { kind: 'preview', ...prepared, fingerprint: fingerprintOfLetter(prepared.letter) };
}

/** The words, and the comments of the workbook that goes with them. */
function fingerprintOfLetter({ recipient, subject, text, attachments }: Letter): string {
  return fingerprintOf(recipient, subject, text, attachments);
}

export async function prepareCorrections(
  desk: Desk,
  db: Queries,
  request: LetterRequest & { id: string },
  { readingId, sentences = new Map(), remarks = [] }: CorrectionsInput,
  supposing: Supposing = {},
): Promise<{ letter: Letter; problems: readonly Problem[]; opened: OpenCase } | NotDone> {
  const opened = await openCase(db, request.id, { today: desk.clock.now(), readingId, ...supposing });
  if (opened === null) return refused('no-form');
  const message = messageToAnswer(opened.messages, opened.message);
  if (message === null) return refused('no-answerable-message');
  const own = opened.judgement.reading.problems;
  const problems = [...reworded(own, sentences), ...remarks.flatMap((remark) => asProblem(remark, opened))];
  if (problems.length === 0) return refused('nothing-chosen');
  const communeInsee = opened.judgement.reading.commune?.value.insee ?? request.communeInsee;
  const context = { desk, message, request: { ...request, communeInsee } };
  return { opened, problems: own, letter: correctionsLetter(context, opened, problems) };
}

/** An agent's remark is told like a problem, at the cell of the field it names. */
function asProblem(
  { field, message }: { field: string | null; message: string },
  { judgement: { reading } }: OpenCase,
): Problem[] {
  if (message.trim() === '') return [];
  const school = /^schools\[(\d+)\]/.exec(field ?? '');
  const where = school === null ? null : (reading.schools[Number(school[1])]?.name?.at ?? null);
  return [
    {
      field: field ?? 'document',
      code: 'ambiguous',
      severity: 'error',
      where,
      message: message.trim(),
      suggestion: null,
    },
  ];
}

/** The request goes back to the commune, which is told what to mend, in the agent's words, as the preview showed them. */
export async function askCorrections(
  desk: Desk,
  agent: Agent,
  {
    readingId,
    sentences,
    remarks,
    fingerprint,
    ...on
  }: OnRequest & CorrectionsInput & { fingerprint: string },
): Promise<Outcome> {
  const input: CorrectionsInput = {
    ...(readingId === undefined ? {} : { readingId }),
    ...(sentences === undefined ? {} : { sentences }),
    ...(remarks === undefined ? {} : { remarks }),
  };
  return act(desk, agent, 'ask-corrections', on, async (acting) => {
    const { tx, request, at } = acting;
    if (!isOpen(request)) return refused('not-open');
    const prepared = await prepareCorrections(desk, tx, request, input);
    if (!('letter' in prepared)) return prepared;
    const { letter, opened } = prepared;
    if (fingerprintOfLetter(letter) !== fingerprint) return refused('plan-changed');
    const closedItems = await closeWorkItems(tx, request.id, at);
    await oweLetter(acting, letter, opened.messages);
    const version = await moveLockedRequest(tx, request.id, {
      status: 'awaiting-commune',
      reasons: ['corrections_by_agent'],
    });
    const told = 'problems' in letter.facts ? letter.facts.problems.length : 0;
    return {
      kind: 'deed',
      version,
      facts: { readingId: opened.form.id, letter: letter.kind, problems: told },
      before: { closedItems },
    };
  });
}
