import type { CampaignStep } from '../../../desk/renewal-steps.js';
import type { CampaignState } from '../../../registry/renewal-campaign.js';
import type { RenewalBlock, RenewalStanding } from '../../../registry/renewal-standing.js';

export const stateNames: Record<CampaignState | 'none', string> = {
  none: 'À préparer',
  prepared: 'Préparée',
  open: 'Ouverte',
  paused: 'Suspendue',
  closed: 'Close',
  applied: 'Appliquée',
};

/** What each state allows a supervisor to do, in the order shown. */
export const stepsFrom: Record<CampaignState | 'none', readonly CampaignStep[]> = {
  none: ['prepare'],
  prepared: ['open'],
  open: ['pause', 'close'],
  paused: ['resume', 'close'],
  closed: [],
  applied: [],
};

export const stepNames: Record<CampaignStep, string> = {
  prepare: 'Préparer la campagne',
  open: 'Ouvrir la campagne',
  pause: 'Suspendre',
  resume: 'Reprendre',
  close: 'Clore maintenant',
};

export const standingNames: Record<RenewalStanding, { words: string; tone: string }> = {
  'to-write': { words: 'à écrire', tone: '' },
  written: { words: 'lettre partie', tone: 'info' },
  reminded: { words: 'relancée', tone: 'warn' },
  answered: { words: 'a répondu', tone: 'ok' },
  unchanged: { words: 'sans changement', tone: 'ok' },
  late: { words: 'tardive', tone: 'warn' },
  renewed: { words: 'reconduite par silence', tone: 'ok' },
  decided: { words: 'décidée par un agent', tone: 'ok' },
  blocked: { words: 'bloquée', tone: 'bad' },
  leaving: { words: 'quitte la convention', tone: '' },
};

export const blockWords: Record<RenewalBlock, string> = {
  no_contact: 'Aucune personne chargée du suivi n’est connue.',
  contact_unreachable: 'L’adresse de la personne chargée du suivi ne reçoit pas nos messages.',
  no_list: 'La commune n’a pas de liste à reconduire.',
  letter_bounced: 'Une lettre de la campagne est revenue.',
  letter_refused: 'Une lettre de la campagne a été refusée.',
  letter_not_sent: 'La lettre d’ouverture n’est pas partie.',
};
