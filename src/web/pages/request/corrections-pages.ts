import { askCorrections, type CorrectionsInput, previewCorrections } from '../../../desk/ask-corrections.js';
import { openCase } from '../../../desk/open-case.js';
import type { OwedAttachment } from '../../../store/tables.js';
import type { Answer, Asked, Form, Page } from '../../server/page.js';
import { letterAnswer, letterView } from './letter-view.js';
import { afterVerb, namedRequest, newActionId, onRequest, whyNot } from './on-request.js';
import { idOfSentence, sentenceFields, sentencesOf } from './sentence-fields.js';
import { sheetViews } from './sheet-view.js';
import { requestPage } from './show-request.js';

/** The agent's sentences: one field for each problem, and a remark of their own. */
function inputOf(form: Form): CorrectionsInput {
  const remark = form.text('remarque');
  return {
    sentences: sentencesOf(form),
    remarks: remark === '' ? [] : [{ field: null, message: remark.slice(0, 2_000) }],
  };
}

const nothingWritten: Form = { text: () => '', texts: () => [], number: () => 0, names: () => [] };

async function showPage(
  asked: Asked,
  form: Form,
  status = 200,
  said?: ReturnType<typeof whyNot>,
): Promise<Answer> {
  const request = await namedRequest(asked);
  if (request === null) return { kind: 'missing' };
  const input = inputOf(form);
  const preview = await previewCorrections(asked.desk.verbs, { requestId: request.id, ...input });
  if (preview.kind !== 'preview' && !(preview.kind === 'refused' && preview.code === 'nothing-chosen')) {
    return requestPage(asked, request.reference, whyNot(preview, request.reference), 422);
  }
  const base = `/demandes/${request.reference}/corriger`;
  const letter = preview.kind === 'preview' ? preview.letter : null;
  const workbook = letter?.attachments.find((one): one is Workbook => one.kind === 'corrected-workbook');
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
      notice: said ?? (preview.kind === 'preview' ? null : whyNot(preview, request.reference)),
      fingerprint: preview.kind === 'preview' ? preview.fingerprint : '',
      problems: sentenceFields(preview.kind === 'preview' ? preview.problems : [], input.sentences!),
      remark: form.text('remarque'),
      letter: letterView(letter),
      workbook: workbook === undefined ? null : { name: workbook.name, href: `${base}/classeur` },
      sheets: workbook === undefined ? [] : await workbookSheets(asked, request.id, workbook),
    },
  };
}

type Workbook = Extract<OwedAttachment, { kind: 'corrected-workbook' }>;

/** The workbook that goes with the letter, as it will be marked: a comment on each cell to mend. */
async function workbookSheets({ desk, now }: Asked, requestId: string, workbook: Workbook) {
  const opened = await openCase(desk.db, requestId, { today: now });
  const form = opened?.readings.find(({ id }) => id === workbook.readingId);
  const document = form === undefined ? null : await desk.sources.showDocument(form.messageId, form.path);
  if (document === null) return [];
  return sheetViews(document, {
    original: null,
    problems: workbook.problems ?? [],
    mended: new Set(),
    hrefOf: (problem) => `#${idOfSentence(problem)}`,
  });
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

/** The letter laid out as the commune will see it, with these very sentences, in a frame of its own. */
const laidOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/corriger/lettre',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const preview = await previewCorrections(asked.desk.verbs, {
      requestId: request.id,
      ...inputOf(asked.form),
    });
    return letterAnswer(preview.kind === 'preview' ? preview.letter : null);
  },
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
      fingerprint: asked.form.text('_empreinte'),
    });
    if (outcome.kind === 'refused' && outcome.code === 'plan-changed')
      return showPage(asked, asked.form, 422, whyNot(outcome, request.reference));
    return afterVerb(asked, request.reference, outcome);
  },
};

export const correctionsPages: Page[] = [show, refresh, laidOut, workbook, carryOut];
