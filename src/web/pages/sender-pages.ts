import { refusalSentences } from '../../desk/refusal-sentences.js';
import { distrustSender, type Settled, trustSender } from '../../desk/trust.js';
import { communeByInsee } from '../../registry/find-commune.js';
import type { Answer, Asked, Page } from '../server/page.js';

function namedCommune({ params }: Asked): string | null {
  const insee = params['insee'] ?? '';
  return communeByInsee(insee)?.insee === insee ? insee : null;
}

/** Done: back to the commune, which shows it. */
function afterSettling(insee: string, settled: Settled): Answer {
  if (settled.kind === 'done') return { kind: 'redirect', to: `/communes/${insee}#t-exp` };
  const why = settled.kind === 'refused' ? refusalSentences[settled.code] : 'Votre rôle ne le permet pas.';
  return {
    kind: 'page',
    template: 'sender-refused',
    title: 'Expéditeur',
    section: 'communes',
    status: 422,
    view: { why, insee },
  };
}

const confirm: Page = {
  method: 'POST',
  url: '/communes/:insee/expediteurs',
  who: 'agent',
  async answer(asked) {
    const communeInsee = namedCommune(asked);
    if (communeInsee === null) return { kind: 'missing' };
    const value = asked.form.text('valeur').slice(0, 254);
    const kind = value.includes('@') ? 'address' : 'domain';
    const reason = asked.form.text('motif').slice(0, 1_000);
    const sender = { communeInsee, kind, value, reason } as const;
    return afterSettling(communeInsee, await trustSender(asked.desk.verbs, asked.signedIn!.agent, sender));
  },
};

const withdraw: Page = {
  method: 'POST',
  url: '/communes/:insee/expediteurs/retirer',
  who: 'agent',
  async answer(asked) {
    const communeInsee = namedCommune(asked);
    if (communeInsee === null) return { kind: 'missing' };
    const kind = asked.form.text('sorte') === 'domain' ? 'domain' : 'address';
    const value = asked.form.text('valeur').slice(0, 254);
    const reason = asked.form.text('motif').slice(0, 1_000);
    const sender = { communeInsee, kind, value, reason } as const;
    return afterSettling(communeInsee, await distrustSender(asked.desk.verbs, asked.signedIn!.agent, sender));
  },
};

export const senderPages: Page[] = [confirm, withdraw];
