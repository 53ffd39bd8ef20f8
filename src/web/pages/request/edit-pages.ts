import type { FieldEdit } from '../../../decision/agent/apply-edits.js';
import { readFieldPath } from '../../../decision/agent/field-path.js';
import { editFields, recheck } from '../../../desk/edit-fields.js';
import { openCase } from '../../../desk/open-case.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { type Box, formView, matchWords } from './form-view.js';
import { afterVerb, namedRequest, onRequest } from './on-request.js';
import { cellIdsOf, cellTextsOf } from './sheet-view.js';
import { summaryOf } from './show-request.js';

const MOST_SIGNS = 500;

/** What the form holds that differs from what the page showed: only that was written by the agent. */
async function typedEdits(asked: Asked, requestId: string): Promise<FieldEdit[]> {
  const { desk, form, now } = asked;
  const opened = await openCase(desk.db, requestId, { today: now });
  if (opened === null) return [];
  const document = await desk.sources.showDocument(opened.form.messageId, opened.form.path);
  const view = formView(opened, { cellId: cellIdsOf(document), cellText: cellTextsOf(document) });
  const boxes: Box[] = [
    view.commune,
    ...view.people.flatMap(({ boxes }) => boxes),
    ...view.schools.flatMap(({ boxes }) => boxes),
  ];
  const shown = new Map(boxes.map(({ field, value }) => [field, value]));
  for (const { choice } of view.schools) if (choice !== null) shown.set(choice.field, choice.chosen);
  return form.names().flatMap((field) => {
    if (readFieldPath(field) === null || !shown.has(field)) return [];
    const value = form.text(field).slice(0, MOST_SIGNS);
    if (value === shown.get(field)!.trim()) return [];
    return field.endsWith('.choice') && value === '' ? [] : [{ field, value: value === '' ? null : value }];
  });
}

/** Where an agent was going when they had not saved yet: what they typed is saved on the way. */
const nextSteps = ['accepter', 'corriger', 'expediteur', 'autres'] as const;

/** Writes over the form; the button of a field takes its correction back. */
const save: Page = {
  method: 'POST',
  url: '/demandes/:reference/champs',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const withdrawn = asked.form.text('_retirer');
    const edits =
      withdrawn === ''
        ? await typedEdits(asked, request.id)
        : [{ field: withdrawn, value: null, isWithdrawn: true }];
    const next = nextSteps.find((one) => one === asked.form.text('_puis'));
    const goOn: Answer = { kind: 'redirect', to: `/demandes/${request.reference}/${next}` };
    if (edits.length === 0)
      return next === undefined
        ? { kind: 'redirect', to: `/demandes/${request.reference}?fait=rien-change#t-form` }
        : goOn;
    const outcome = await editFields(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      edits,
    });
    return outcome.kind === 'done' && next !== undefined
      ? goOn
      : afterVerb(asked, request.reference, outcome);
  },
};

/** As one types: the same rules, on what is not saved yet. Changes nothing. */
const rules: Page = {
  method: 'POST',
  url: '/demandes/:reference/regles',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'json', status: 404, value: {} };
    const typing = await typedEdits(asked, request.id);
    const checked = await recheck(asked.desk.verbs, { requestId: request.id, typing });
    if (checked.kind !== 'rechecked') return { kind: 'json', status: 422, value: {} };
    const { lines, reading } = checked.judgement;
    const { problems } = reading;
    const fields = Object.fromEntries(
      [...problems].reverse().map(({ field, message, severity }) => [field, { message, severity }]),
    );
    const schools = Object.fromEntries(lines.map((line) => [line.position, matchWords(line)]));
    return { kind: 'json', value: { fields, schools, summary: summaryOf(problems) } };
  },
};

export const editPages: Page[] = [save, rules];
