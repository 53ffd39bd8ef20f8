import type { Selection } from '../../../decision/agent/plan-acceptance.js';
import type { ReasonCode } from '../../../decision/outcome.js';
import type { AcceptancePreview } from '../../../desk/accept.js';
import { accept, previewAcceptance } from '../../../desk/accept.js';
import type { NotDone } from '../../../desk/desk.js';
import { openCase } from '../../../desk/open-case.js';
import type { Uai } from '../../../registry/uai.js';
import type { Answer, Asked, Form, Page } from '../../server/page.js';
import { longDay } from '../../view/short-dates.js';
import { communeName, reasonInFrench } from '../../view/words.js';
import { letterAnswer, letterView } from './letter-view.js';
import { afterVerb, namedRequest, newActionId, onRequest, whyNot } from './on-request.js';
import { sentenceFields, sentencesOf } from './sentence-fields.js';
import { requestPage } from './show-request.js';
import { toldChange } from './words-of-actions.js';

/** What the agent ticked; nothing ticked yet means the whole list. */
function selectionOf(form: Form): Selection {
  const positions = form
    .texts('ecole')
    .filter((one) => /^\d{1,3}$/.test(one))
    .map(Number);
  return {
    positions: form.text('_choix') === 'oui' ? positions : 'all',
    removals: form.texts('radier') as Uai[],
    besides: form.texts('aussi') as Uai[],
    acknowledged: form.texts('vu') as ReasonCode[],
  };
}

/** Shown with every obstacle said: the page lists them, and its button says they were seen. */
async function showPreview(
  asked: Asked,
  form: Form,
  status = 200,
  said?: ReturnType<typeof whyNot>,
): Promise<Answer> {
  const { desk, now } = asked;
  const request = await namedRequest(asked);
  if (request === null) return { kind: 'missing' };
  const opened = await openCase(desk.db, request.id, { today: now });
  if (opened === null) return requestPage(asked, request.reference, noForm(request.reference), 422);
  const { judgement } = opened;
  const blocked = judgement.lines.filter(({ blockers, isRemoval }) => blockers.length > 0 && !isRemoval);
  const chosen = selectionOf(form);
  const offered = judgement.lines.filter(({ blockers, isRemoval }) => blockers.length === 0 && !isRemoval);
  const isPartial = blocked.length > 0 || judgement.blockers.length > 0;
  const positions =
    chosen.positions === 'all' && isPartial ? offered.map(({ position }) => position) : chosen.positions;
  const selection = { ...chosen, positions, acknowledged: judgement.obstacles };
  const sentences = sentencesOf(form);
  const preview = await previewAcceptance(desk.verbs, { requestId: request.id, selection, sentences });
  const isChosen = (position: number) => positions === 'all' || positions.includes(position);
  return {
    kind: 'page',
    template: 'accept',
    title: `Accepter – ${request.reference}`,
    section: 'queue',
    status,
    view: {
      reference: request.reference,
      version: request.version,
      actionId: newActionId(),
      here: `/demandes/${request.reference}/accepter`,
      commune: communeName(judgement.reading.commune?.value.insee ?? null),
      notice: said ?? null,
      obstacles: judgement.obstacles.map((code) => ({ code, words: reasonInFrench(code) })),
      lines: judgement.lines
        .filter(({ isRemoval }) => !isRemoval)
        .map((line) => ({
          position: line.position,
          name: line.name ?? `École n° ${line.position + 1}`,
          isBlocked: line.blockers.length > 0,
          isChosen: line.blockers.length === 0 && isChosen(line.position),
          sentences: line.blockers.length > 0 ? sentenceFields(line.problems, sentences) : [],
          why:
            line.problems.length === 0
              ? line.blockers.map(reasonInFrench)
              : line.blockers.length === 0
                ? line.problems.map(({ message }) => message)
                : [],
          isReplacement: line.effect === 'replace-administrator',
          uai: line.school?.uai ?? '',
          isBeside: selection.besides.includes(line.school?.uai as Uai),
        })),
      removals: judgement.removals.map(({ school, why }) => ({
        uai: school.uai,
        name: school.name,
        why:
          why === 'asked'
            ? 'Le formulaire demande sa radiation.'
            : 'Elle est dans la liste actuelle, mais pas dans ce formulaire.',
        isChosen: selection.removals.includes(school.uai),
      })),
      preview: preview.kind === 'preview' ? doneView(preview) : null,
      refusal:
        preview.kind === 'preview'
          ? null
          : offered.length === 0 && judgement.removals.length === 0
            ? nothingOffered
            : whyNot(preview as NotDone, request.reference),
    },
  };
}

const nothingOffered = {
  words: 'Aucune école ne peut être acceptée en l’état.',
  details: ['Corrigez les champs en erreur dans le formulaire, ou demandez des corrections à la commune.'],
};

function noForm(reference: string) {
  return whyNot({ kind: 'refused', code: 'no-form', codes: [] }, reference);
}

/** What will change, and by when. */
export function doneView({ acceptance, orders, dates, letter, fingerprint }: AcceptancePreview) {
  return {
    fingerprint,
    changes: acceptance.changes.map(toldChange),
    waiting: acceptance.waiting.map(({ name, position }) => name ?? `École n° ${position + 1}`),
    orders: orders.length,
    due: longDay(dates.dueOn),
    target: longDay(dates.targetOn),
    letter: letterView(letter),
  };
}

const show: Page = {
  method: 'GET',
  url: '/demandes/:reference/accepter',
  who: 'agent',
  answer: (asked) => showPreview(asked, { ...asked.query, names: () => [] }),
};

const refresh: Page = {
  method: 'POST',
  url: '/demandes/:reference/accepter/apercu',
  who: 'agent',
  answer: (asked) => showPreview(asked, asked.form),
};

/** The letter laid out as the commune will see it, for what is ticked. */
const laidOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/accepter/lettre',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const preview = await previewAcceptance(asked.desk.verbs, {
      requestId: request.id,
      selection: selectionOf(asked.form),
      sentences: sentencesOf(asked.form),
    });
    return letterAnswer(preview.kind === 'preview' ? preview.letter : null);
  },
};

const carryOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/accepter',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const outcome = await accept(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      selection: selectionOf(asked.form),
      sentences: sentencesOf(asked.form),
      fingerprint: asked.form.text('_empreinte'),
    });
    if (outcome.kind === 'refused' && outcome.code !== 'not-open') {
      return showPreview(asked, asked.form, 422, whyNot(outcome, request.reference));
    }
    return afterVerb(asked, request.reference, outcome);
  },
};

export const acceptPages: Page[] = [show, refresh, laidOut, carryOut];
