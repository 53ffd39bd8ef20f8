import { confirmSender, previewConfirmSender } from '../../../desk/confirm-sender.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { communeName, reasonInFrench } from '../../view/words.js';
import { doneView } from './accept-pages.js';
import { letterAnswer, letterView } from './letter-view.js';
import { afterVerb, namedRequest, newActionId, onRequest, whyNot } from './on-request.js';
import { domainHint } from './origin-view.js';
import { requestPage } from './show-request.js';

const kindOf = (text: string) => (text === 'domaine' ? 'domain' : 'address');

const outcomeWords: Record<string, string> = {
  accept: 'La liste est alors acceptée :',
  correct: 'Le formulaire contient des erreurs : la commune recevra la demande de corrections.',
  'ask-agent': 'Le dossier reste à décider : d’autres points demandent un regard.',
};

async function showPage(asked: Asked, said?: ReturnType<typeof whyNot>): Promise<Answer> {
  const request = await namedRequest(asked);
  if (request === null) return { kind: 'missing' };
  const kind = kindOf(asked.query.text('pour') || asked.form.text('pour'));
  const preview = await previewConfirmSender(asked.desk.verbs, { requestId: request.id, kind });
  if (preview.kind !== 'preview')
    return requestPage(asked, request.reference, whyNot(preview, request.reference), 422);
  const { sender, outcome, reasons, acceptance, letter, fingerprint } = preview;
  return {
    kind: 'page',
    template: 'confirm',
    title: `Confirmer l’expéditeur – ${request.reference}`,
    section: 'queue',
    status: said === undefined ? 200 : 422,
    view: {
      reference: request.reference,
      version: request.version,
      actionId: newActionId(),
      here: `/demandes/${request.reference}/expediteur`,
      notice: said ?? null,
      commune: communeName(sender.communeInsee),
      isDomain: kind === 'domain',
      value: sender.value,
      hint: domainHint(sender.value, sender.communeInsee),
      fingerprint,
      outcomeWords: outcomeWords[outcome] ?? '',
      isAccepted: acceptance !== null,
      reasons: outcome === 'accept' ? [] : reasons.map(reasonInFrench),
      acceptance: acceptance && doneView(acceptance),
      letter: letterView(letter),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/demandes/:reference/expediteur',
  who: 'agent',
  answer: (asked) => showPage(asked),
};

/** The letter laid out as the commune will see it. */
const laidOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/expediteur/lettre',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const kind = kindOf(asked.form.text('pour'));
    const preview = await previewConfirmSender(asked.desk.verbs, { requestId: request.id, kind });
    return letterAnswer(preview.kind === 'preview' ? preview.letter : null);
  },
};

const carryOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/expediteur',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const outcome = await confirmSender(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      kind: kindOf(asked.form.text('pour')),
      fingerprint: asked.form.text('_empreinte'),
    });
    if (outcome.kind === 'refused' && outcome.code === 'plan-changed')
      return showPage(asked, whyNot(outcome, request.reference));
    return afterVerb(asked, request.reference, outcome);
  },
};

export const confirmPages: Page[] = [show, laidOut, carryOut];
