import type { Audience } from '../../../desk/circulars/audience.js';
import type { CircularAsked } from '../../../desk/circulars/send-circular.js';
import type { ContactAs } from '../../../store/circulars/contacts.js';
import type { CircularKind } from '../../../store/tables/circulars.js';
import type { Form } from '../../server/page.js';

export const kindWords: Record<CircularKind, { name: string; hint: string }> = {
  interruption: {
    name: 'Interruption du service',
    hint: 'La convention la doit aux communes : personne ne peut la refuser.',
  },
  news: { name: 'Nouveauté', hint: 'Chacun peut demander à ne plus en recevoir.' },
};

export const contactWords: Record<ContactAs, string> = {
  technical: 'Correspondants techniques des communes',
  followUp: 'Personnes qui suivent le projet',
  administrator: 'Administrateurs des écoles',
};

const contactKinds = Object.keys(contactWords) as ContactAs[];

/** What the form says, as typed: judged by the verb. */
export function circularAsked(form: Form): CircularAsked {
  const audience: Audience = {
    as: contactKinds.filter((one) => form.texts('qui').includes(one)),
    communes: form.texts('commune').filter((insee) => /^\d{5}$/.test(insee)),
    uais:
      form
        .text('ecoles')
        .toUpperCase()
        .match(/\b\d{7}[A-Z]\b/g) ?? [],
  };
  return {
    kind: form.text('sorte') === 'interruption' ? 'interruption' : 'news',
    subject: form.text('objet').slice(0, 200),
    body: form.text('texte').replaceAll('\r\n', '\n').slice(0, 15_000),
    audience,
  };
}

/** Minutes, at the pace: `12 min`, `3 h 05`. */
export function lengthOf(recipients: number, perHour: number): string {
  const minutes = Math.ceil((recipients * 60) / perHour);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}
