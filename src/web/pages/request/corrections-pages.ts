import { askCorrections, type CorrectionsInput, previewCorrections } from '../../../desk/ask-corrections.js';
import { problemKey } from '../../../desk/letters.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';
import type { Answer, Asked, Form, Page } from '../../server/page.js';
import { afterVerb, namedRequest, newActionId, onRequest, whyNot } from './on-request.js';
import { requestPage } from './show-request.js';

const SENTENCE = 'phrase:';

/** The agent's sentences: one field for each problem, and a remark of their own. */
function inputOf(form: Form): CorrectionsInput {
  const written = form.names().filter((name) => name.startsWith(SENTENCE));
  const remark = form.text('remarque');
  return {
    sentences: new Map(written.map((name) => [name.slice(SENTENCE.length), form.text(name).slice(0, 2_000)])),
    remarks: remark === '' ? [] : [{ field: null, message: remark.slice(0, 2_000) }],
  };
}

const nothingWritten: Form = { text: () => '', texts: () => [], number: () => 0, names: () => [] };

async function showPage(asked: Asked, form: Form, status = 200): Promise<Answer> {
  const request = await namedRequest(asked);
  if (request === null) return { kind: 'missing' };
  const input = inputOf(form);
  const preview = await previewCorrections(asked.desk.verbs, { requestId: request.id, ...input });
  if (preview.kind !== 'preview' && !(preview.kind === 'refused' && preview.code === 'nothing-chosen')) {
    return requestPage(asked, request.reference, whyNot(preview, request.reference), 422);
  }
  const base = `/demandes/${request.reference}/corriger`;
  const letter = preview.kind === 'preview' ? preview.letter : null;
  return {
    kind: 'page',
    template: 'corrections',
    title: `Demander des corrections – ${request.reference}`,
    section: 'queue',
    status,
    view: {
      reference: request.reference,
      version: request.version,
      actionId: newActionId(),
      here: base,
      notice: preview.kind === 'preview' ? null : whyNot(preview, request.reference),
      problems: (preview.kind === 'preview' ? preview.problems : []).map((problem) => ({
        name: SENTENCE + problemKey(problem),
        id: `p-${problemKey(problem).replace(/[^A-Za-z0-9]+/g, '-')}`,
        what: fieldInFrench(problem.field, null),
        cell: problem.where?.cell ?? '',
        sentence: input.sentences!.get(problemKey(problem)) ?? problem.message,
      })),
      remark: form.text('remarque'),
      letter: letter && { recipient: letter.recipient, subject: letter.subject, text: letter.text },
      workbook: letter?.attachments.some(({ kind }) => kind === 'corrected-workbook')
        ? `${base}/classeur`
        : null,
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/demandes/:reference/corriger',
  who: 'agent',
  answer: (asked) => showPage(asked, nothingWritten),
};

const refresh: Page = {
  method: 'POST',
  url: '/demandes/:reference/corriger/apercu',
  who: 'agent',
  answer: (asked) => showPage(asked, asked.form),
};

/** The workbook as it would leave with these very sentences. */
const workbook: Page = {
  method: 'POST',
  url: '/demandes/:reference/corriger/classeur',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const preview = await previewCorrections(asked.desk.verbs, {
      requestId: request.id,
      ...inputOf(asked.form),
    });
    const owed = preview.kind === 'preview' ? preview.letter.attachments[0] : undefined;
    const made = owed === undefined ? null : await asked.desk.sources.makeAttachment(owed);
    return made === null
      ? { kind: 'missing' }
      : { kind: 'file', name: made.name, type: 'application/octet-stream', bytes: made.bytes };
  },
};

const carryOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/corriger',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const outcome = await askCorrections(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      ...inputOf(asked.form),
    });
    return afterVerb(asked, request.reference, outcome);
  },
};

export const correctionsPages: Page[] = [show, refresh, workbook, carryOut];
