import type { Temporal } from 'temporal-polyfill';
import { type Convention, type ConventionState, conventionState } from '../../../registry/convention.js';
import type { ConventionEventKind } from '../../../registry/convention-events.js';
import { nextStep, type TimelinePoint } from '../../../registry/convention-timeline.js';
import { dayInFrench } from '../../../reply/french-dates.js';
import { plural } from '../../../reply/plural.js';

export const stateNames: Record<ConventionState, string> = {
  signed: 'Signée, pas notifiée',
  in_force: 'En vigueur',
  denounced: 'Dénoncée',
  ended: 'Terminée',
};

export const stateTones: Record<ConventionState, string> = {
  signed: 'info',
  in_force: 'ok',
  denounced: 'warn',
  ended: '',
};

export function stateView(convention: Convention, today: Temporal.PlainDate) {
  const state = conventionState(convention, today);
  return { state, name: stateNames[state], tone: stateTones[state] };
}

export const pointNames: Record<TimelinePoint['kind'], string> = {
  signed: 'Signature',
  notified: 'Notification : la convention commence',
  renewed: 'Renouvellement tacite',
  denounced: 'Lettre de dénonciation reçue',
  'last-day': 'Dernier jour pour dénoncer',
  anniversary: 'Anniversaire',
  end: 'Dernier jour de la convention',
  closing: 'Accès retirés à partir de ce jour',
};

export const eventNames: Record<ConventionEventKind, string> = {
  signed: 'Convention signée',
  notified: 'Convention notifiée à la commune',
  renewed: 'Renouvelée par tacite reconduction',
  denounced: 'Dénonciation reçue par lettre recommandée',
  'denunciation-withdrawn': 'Dénonciation annulée',
  reminded: 'Commune et administrateurs prévenus de la fin',
  ended: 'Convention terminée, écoles sorties de la liste',
  'taken-over': 'Reprise par la commune nouvelle',
  corrected: 'Dates corrigées',
};

/** A day as people say it: `lundi 4 octobre 2027`. */
export function said(day: Temporal.PlainDate): string {
  return dayInFrench(day.toString());
}

function inDays(today: Temporal.PlainDate, day: Temporal.PlainDate): string {
  const days = today.until(day).total({ unit: 'day' });
  return days === 0 ? 'aujourd’hui' : `dans ${plural(days, 'jour', 'jours')}`;
}

/** What comes next, in one or two sentences. */
export function nextInWords(convention: Convention, today: Temporal.PlainDate): string {
  const step = nextStep(convention, today);
  switch (step.kind) {
    case 'to-notify':
      return 'La convention ne court pas encore : elle commence le jour où la commune est notifiée.';
    case 'may-be-denounced':
      return `Renouvelée pour un an le ${said(step.anniversary)}, si aucune lettre n’est reçue au plus tard le ${said(step.lastDay)} (${inDays(today, step.lastDay)}).`;
    case 'will-renew':
      return `Le délai est passé pour l’anniversaire du ${said(step.anniversary)} : elle sera renouvelée pour un an. La prochaine fin possible est le ${said(step.endsOn)} (lettre reçue au plus tard le ${said(step.lastDay)}).`;
    case 'will-end':
      return `Prend fin le ${said(step.endsOn)} au soir (${inDays(today, step.endsOn)}). Les accès sont retirés à partir du ${said(step.closesOn)}, pas avant.`;
    case 'ended':
      return `Terminée depuis le ${said(step.endsOn)}. La commune peut signer une nouvelle convention.`;
  }
}
