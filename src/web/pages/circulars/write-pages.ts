import { randomUUID } from 'node:crypto';
import { previewCircular, sendCircular } from '../../../desk/circulars/send-circular.js';
import type { NotDone } from '../../../desk/desk.js';
import { communes } from '../../../registry/data/communes.js';
import { plural } from '../../../reply/plural.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { UUID } from '../operations/back.js';
import { whyNot } from '../request/on-request.js';
import { circularAsked, contactWords, kindWords, lengthOf } from './circular-words.js';

async function writePage(
  asked: Asked,
  { isAsked, said }: { isAsked: boolean; said?: NotDone },
): Promise<Answer> {
  const { desk, form, signedIn } = asked;
  const circular = circularAsked(form);
  const preview = isAsked ? await previewCircular(desk.verbs, circular) : null;
  const why = said ?? (preview !== null && preview.kind !== 'preview' ? preview : null);
  const shown = preview?.kind === 'preview' ? preview : null;
  const { as, communes: chosen } = circular.audience;
  return {
    kind: 'page',
    template: 'circular-write',
    title: 'Nouvelle annonce',
    section: 'circulars',
    status: why === null ? 200 : 422,
    view: {
      ...{ notice: why === null ? null : whyNot(why, ''), here: '/annonces/nouvelle' },
      ...{ subject: circular.subject, body: circular.body, schools: circular.audience.uais.join(' ') },
      circularId: UUID.test(form.text('_annonce')) ? form.text('_annonce') : randomUUID(),
      kinds: Object.entries(kindWords).map(([kind, words]) => ({
        kind,
        ...words,
        isChosen: kind === circular.kind,
      })),
      contacts: Object.entries(contactWords).map(([kind, name]) => ({
        kind,
        name,
        isChosen: as.includes(kind as never),
      })),
      communes: communes.map(({ insee, name }) => ({ insee, name, isChosen: chosen.includes(insee) })),
      preview: shown && {
        ...{ fingerprint: shown.fingerprint, recipients: shown.recipients, text: shown.letter.text },
        subject: shown.letter.subject,
        count: plural(shown.recipients.length, 'destinataire', 'destinataires'),
        length: lengthOf(shown.recipients.length, shown.perHour),
        perHour: shown.perHour,
        left: shown.left.map(({ address, why: reason }) => ({
          address,
          why:
            reason === 'bounced' ? 'cette adresse ne reçoit plus nos messages' : 'ne veut plus de nouveautés',
        })),
      },
      maySend: holds(signedIn!.agent.role, 'supervisor'),
    },
  };
}

const write: Page = {
  method: 'GET',
  url: '/annonces/nouvelle',
  who: 'agent',
  answer: (asked) => writePage(asked, { isAsked: false }),
};

/** Nothing leaves: the letter as it would be read, and the exact list of those who would get it. */
const preview: Page = {
  method: 'POST',
  url: '/annonces/apercu',
  who: 'agent',
  answer: (asked) => writePage(asked, { isAsked: true }),
};

const send: Page = {
  method: 'POST',
  url: '/annonces',
  who: 'supervisor',
  async answer(asked) {
    const { desk, form, signedIn } = asked;
    const circularId = form.text('_annonce');
    if (!UUID.test(circularId)) return { kind: 'missing' };
    const fingerprint = form.text('_empreinte');
    const circular = { ...circularAsked(form), circularId, fingerprint };
    const outcome = await sendCircular(desk.verbs, signedIn!.agent, circular);
    if (outcome.kind !== 'done') return writePage(asked, { isAsked: true, said: outcome });
    return { kind: 'redirect', to: `/annonces/${circularId}?fait=annonce` };
  },
};

export const writePages: Page[] = [write, preview, send];
