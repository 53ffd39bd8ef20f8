import { holdReplies } from '../../../desk/hold-replies.js';
import { liftBrakeByHand } from '../../../desk/lift-brake.js';
import { settleReplies } from '../../../desk/settle-replies.js';
import type { Page } from '../../server/page.js';
import { back, UUID } from './back.js';

const lift: Page = {
  method: 'POST',
  url: '/exploitation/freins/:id',
  who: 'supervisor',
  async answer({ desk, form, params, signedIn }) {
    const brakeId = params['id']!;
    if (!UUID.test(brakeId)) return { kind: 'missing' };
    const held = form.text('retenues') === 'annuler' ? 'cancel' : 'send';
    const lifted = await liftBrakeByHand(desk.verbs, signedIn!.agent, { brakeId, held });
    if (lifted.kind !== 'done') return { kind: 'missing' };
    return back(
      form.text('toutes') === 'oui' ? `reponses-${held === 'send' ? 'reparties' : 'annulees'}` : 'fait',
    );
  },
};

const hold: Page = {
  method: 'POST',
  url: '/exploitation/retenir',
  who: 'supervisor',
  async answer({ desk, form, signedIn }) {
    const done = await holdReplies(desk.verbs, signedIn!.agent, { reason: form.text('motif') });
    if (done.kind === 'done') return back('reponses-retenues');
    if (done.kind === 'refused') return back(done.code === 'missing-reason' ? 'motif' : 'deja-retenues');
    return { kind: 'refused' };
  },
};

function onKept(url: string, how: 'send' | 'give-up'): Page {
  return {
    method: 'POST',
    url,
    who: 'supervisor',
    async answer({ desk, form, signedIn }) {
      const asked = form.texts('reponse').filter((id) => UUID.test(id));
      const replyIds = [...new Set(asked)].slice(0, 100);
      if (replyIds.length === 0) return back('rien-de-coche');
      const settled = await settleReplies(desk.verbs, signedIn!.agent, { replyIds, how });
      if (settled.kind !== 'done') return { kind: 'refused' };
      return back(settled.replyIds.length === replyIds.length ? 'fait' : 'en-partie');
    },
  };
}

export const keptPages: Page[] = [
  hold,
  lift,
  onKept('/exploitation/reponses/liberer', 'send'),
  onKept('/exploitation/reponses/annuler', 'give-up'),
];
