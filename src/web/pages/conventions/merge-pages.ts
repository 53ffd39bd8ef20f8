import {
  previewTakeOver,
  type TakeOverPreview,
  takeOverConventions,
} from '../../../desk/conventions/take-over.js';
import type { NotDone } from '../../../desk/desk.js';
import { communes } from '../../../registry/data/communes.js';
import { plural } from '../../../reply/plural.js';
import type { Answer, Asked, Page, Query } from '../../server/page.js';
import { communeName } from '../../view/words.js';
import { whyNot } from '../request/on-request.js';
import { said } from './convention-words.js';

const INSEE = /^\d{5}$/;

/** `anciennes`: codes typed one beside the other, as the decree of the new commune lists them. */
function filledIn(form: Query) {
  const typed = form.text('anciennes').slice(0, 200);
  const formers = [...new Set(typed.split(/[\s,;]+/).filter((one) => INSEE.test(one)))];
  return { typed, formers, into: form.text('nouvelle').slice(0, 5) };
}

async function mergePage(asked: Asked, isAsked: boolean, told?: NotDone): Promise<Answer> {
  const { desk, form } = asked;
  const { typed, formers, into } = filledIn(form);
  const preview = isAsked ? await previewTakeOver(desk.verbs, { formers, into }) : null;
  const why = told ?? (preview === null || preview.kind === 'preview' ? null : preview);
  return {
    kind: 'page',
    template: 'convention-merge',
    title: 'Fusion de communes',
    section: 'conventions',
    status: why === null ? 200 : 422,
    view: {
      ...{ typed, into, reason: form.text('motif').slice(0, 1_000) },
      choices: communes.map(({ insee, name }) => ({ insee, name, isHere: insee === into })),
      notice: why === null ? null : whyNot(why, ''),
      preview: preview?.kind === 'preview' ? previewView(preview, into) : null,
    },
  };
}

function previewView({ conventions, schools, fingerprint }: TakeOverPreview, into: string) {
  return {
    fingerprint,
    lines: [
      ...conventions.map(({ communeInsee, notifiedOn }) =>
        notifiedOn === null
          ? `La convention signée par la commune ${communeInsee} passe à ${communeName(into)}.`
          : `La convention notifiée le ${said(notifiedOn)} à la commune ${communeInsee} passe à ${communeName(into)}, avec ses dates.`,
      ),
      `${plural(schools, 'école passe', 'écoles passent')} sur la liste de ${communeName(into)}. Aucun accès ne change.`,
      'Les expéditeurs confirmés pour les anciennes communes ne le sont pas pour la nouvelle : un agent les confirmera.',
    ],
  };
}

const ask: Page = {
  method: 'GET',
  url: '/conventions/fusion',
  who: 'supervisor',
  answer: (asked) => mergePage(asked, false),
};

/** Nothing is changed. */
const show: Page = {
  method: 'POST',
  url: '/conventions/fusion/apercu',
  who: 'supervisor',
  answer: (asked) => mergePage(asked, true),
};

const merge: Page = {
  method: 'POST',
  url: '/conventions/fusion',
  who: 'supervisor',
  async answer(asked) {
    const { desk, signedIn, form } = asked;
    const { formers, into } = filledIn(form);
    const outcome = await takeOverConventions(desk.verbs, signedIn!.agent, {
      ...{ formers, into, fingerprint: form.text('_empreinte') },
      reason: form.text('motif').slice(0, 1_000),
    });
    if (outcome.kind !== 'done') return mergePage(asked, true, outcome);
    return { kind: 'redirect', to: `/communes/${into}?fait=fusion` };
  },
};

export const conventionMergePages: Page[] = [ask, show, merge];
