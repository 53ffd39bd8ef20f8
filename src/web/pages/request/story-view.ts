import type { Outcome } from '../../../decision/outcome.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';
import { plural } from '../../../reply/plural.js';
import type { LoadedRequest } from '../../../store/desk/load-request.js';
import type { Actor, TimelineEvent } from '../../../store/desk/timeline.js';
import { shortDay, shortInstant } from '../../view/short-dates.js';
import { reasonInFrench } from '../../view/words.js';
import { changeWords, verbNames } from './words-of-actions.js';

/** One line of the story: what happened, who did it, when, and where to look. */
export type StoryLine = {
  tone: '' | 'ok' | 'warn' | 'bad' | 'info';
  what: string;
  more: string;
  by: string;
  at: string;
  iso: string;
  href: string | null;
};

export function storyView({ request, timeline }: LoadedRequest): StoryLine[] {
  return storyOf(timeline, request.reference);
}

function storyOf(timeline: readonly TimelineEvent[], reference: string): StoryLine[] {
  return timeline.map((event) => ({
    tone: '',
    more: '',
    href: null,
    ...told(event, reference),
    by: actorName(event.actor),
    at: shortInstant(new Date(event.at)),
    iso: new Date(event.at).toISOString(),
  }));
}

/** Each event in one sentence, for whoever must be told what happened meanwhile. */
export function toldEvents(timeline: readonly TimelineEvent[], reference: string): string[] {
  return storyOf(timeline, reference).map(
    ({ what, by, at, more }) => `${what}${more === '' ? '' : ` – ${more}`} (${by}, ${at})`,
  );
}

function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'sender':
      return 'la commune';
    case 'service':
      return 'le service';
    case 'laclasse':
      return 'laclasse.com';
    case 'agent':
      return actor.name;
    default:
      return actor satisfies never;
  }
}

const outcomes: Record<Outcome, string> = {
  accept: 'Accepté sans intervention',
  correct: 'Corrections demandées à la commune',
  'ask-agent': 'Confié à un agent',
  'already-received': 'Déjà reçu',
  'no-form': 'Sans formulaire : modèle envoyé',
  ignore: 'Laissé sans suite',
};

type Told = Pick<StoryLine, 'what'> & Partial<Pick<StoryLine, 'tone' | 'more' | 'href'>>;

function told(event: TimelineEvent, reference: string): Told {
  switch (event.kind) {
    case 'message-received':
      return {
        tone: 'info',
        what: 'Message reçu',
        more: [event.subject, ...event.documents].filter((one) => one !== '').join(' · '),
      };
    case 'document-read':
      return {
        what: 'Document lu',
        more: `${event.name} : ${event.problems === 0 ? 'aucun problème' : plural(event.problems, 'point relevé', 'points relevés')} (règles ${event.rules})`,
      };
    case 'reading-edited':
      return {
        what: event.isWithdrawn ? 'Correction retirée' : 'Champ corrigé',
        more: `${fieldInFrench(event.field, null)}${event.isWithdrawn ? '' : ` : ${event.value ?? '(vide)'}`}`,
      };
    case 'message-decided':
      return {
        tone: event.outcome === 'accept' ? 'ok' : event.outcome === 'correct' ? 'warn' : 'info',
        what: outcomes[event.outcome as Outcome] ?? event.outcome,
        more: event.reasons.map(reasonInFrench).join(' '),
      };
    case 'reply-owed':
      return {
        what: 'Réponse préparée',
        more: event.recipient,
        href: `/demandes/${reference}/reponses/${event.replyId}`,
      };
    case 'reply-attempted':
      return event.outcome === 'sent'
        ? { tone: 'ok', what: 'Réponse envoyée', more: event.response }
        : { tone: 'warn', what: 'Envoi différé', more: event.response };
    case 'reply-held':
      return { tone: 'warn', what: 'Réponse retenue' };
    case 'reply-cancelled':
      return { what: 'Réponse annulée avant l’envoi' };
    case 'reply-failed':
      return { tone: 'bad', what: 'Réponse refusée par le serveur du destinataire' };
    case 'reply-returned':
      return { tone: 'bad', what: 'Réponse revenue : non remise' };
    case 'change-made':
      return {
        tone: 'ok',
        what: 'Registre modifié',
        more: changeWords({ ...event.facts, kind: event.changeKind }),
      };
    case 'order-planned':
      return {
        what: event.orderKind === 'close-school' ? 'Accès à retirer' : 'Accès à ouvrir',
        more: `${event.schoolName} (${event.uai}), visé pour le ${shortDay(event.targetOn)}`,
      };
    case 'order-done':
      return {
        tone: 'ok',
        what: event.orderKind === 'close-school' ? 'Accès retiré' : 'Accès fait',
        more: `${event.schoolName} (${event.uai})`,
      };
    case 'agent-acted':
      return {
        tone: 'info',
        what: verbNames[event.verb] ?? event.verb,
        more: event.isUndone ? 'Annulé ensuite.' : '',
      };
    case 'action-undone':
      return { tone: 'warn', what: `Annulation : ${verbNames[event.verb] ?? event.verb}` };
    default:
      return { what: (event as { kind: string }).kind };
  }
}
