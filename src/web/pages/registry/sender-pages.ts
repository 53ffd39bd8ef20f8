import { distrustSender, type Settled, trustSender } from '../../../desk/trust.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { whyNot } from '../request/on-request.js';
import { communePage, namedCommune } from './show-commune.js';

/** Done: back to the commune, which shows it. */
function afterSettling(asked: Asked, settled: Settled): Promise<Answer> | Answer {
  if (settled.kind === 'done') return { kind: 'redirect', to: `/communes/${asked.params['insee']}#t-exp` };
  return communePage(asked, whyNot(settled, ''), 422);
}

const confirm: Page = {
  method: 'POST',
  url: '/communes/:insee/expediteurs',
  who: 'agent',
  async answer(asked) {
    const communeInsee = namedCommune(asked)?.insee ?? null;
    if (communeInsee === null) return { kind: 'missing' };
    const value = asked.form.text('valeur').slice(0, 254);
    const kind = value.includes('@') ? 'address' : 'domain';
    const reason = asked.form.text('motif').slice(0, 1_000);
    const sender = { communeInsee, kind, value, reason } as const;
    return afterSettling(asked, await trustSender(asked.desk.verbs, asked.signedIn!.agent, sender));
  },
};

const withdraw: Page = {
  method: 'POST',
  url: '/communes/:insee/expediteurs/retirer',
  who: 'agent',
  async answer(asked) {
    const communeInsee = namedCommune(asked)?.insee ?? null;
    if (communeInsee === null) return { kind: 'missing' };
    const kind = asked.form.text('sorte') === 'domain' ? 'domain' : 'address';
    const value = asked.form.text('valeur').slice(0, 254);
    const reason = asked.form.text('motif').slice(0, 1_000);
    const sender = { communeInsee, kind, value, reason } as const;
    return afterSettling(asked, await distrustSender(asked.desk.verbs, asked.signedIn!.agent, sender));
  },
};

export const senderPages: Page[] = [confirm, withdraw];
