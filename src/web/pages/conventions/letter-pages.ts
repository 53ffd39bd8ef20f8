import { keepScan } from '../../../desk/conventions/keep-scan.js';
import {
  type NoticeInput,
  type NoticePreview,
  previewNotice,
  recordNotice,
} from '../../../desk/conventions/record-notice.js';
import {
  previewWithdrawal,
  type WithdrawalPreview,
  withdrawNotice,
} from '../../../desk/conventions/withdraw-notice.js';
import type { NotDone } from '../../../desk/desk.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import type { DenouncingParty } from '../../../registry/convention.js';
import type { ExplainedNotice } from '../../../registry/explain-notice.js';
import { plural } from '../../../reply/plural.js';
import type { StoredConvention } from '../../../store/conventions.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { communeName } from '../../view/words.js';
import { newActionId, whyNot } from '../request/on-request.js';
import { said } from './convention-words.js';
import { namedConvention, scanView } from './show-convention.js';

type What = 'denonciation' | 'maintien';

const titles: Record<What, string> = {
  denonciation: 'Enregistrer la dénonciation',
  maintien: 'Annuler la dénonciation',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Why a letter counts for the anniversary it does: the sentence of the desk. */
export function noticeInWords({ receivedOn, endsOn, lastDay, missed }: ExplainedNotice): string {
  if (missed === null) {
    return `Reçue le ${said(receivedOn)}, au plus tard le ${said(lastDay)} : trois mois avant l’anniversaire. La convention prend fin le ${said(endsOn)}.`;
  }
  return `Reçue le ${said(receivedOn)}, après le ${said(missed.lastDay)}, dernier jour pour l’anniversaire du ${said(missed.anniversary)} : trop tard. Elle compte pour l’anniversaire suivant, et la convention prend fin le ${said(endsOn)}.`;
}

function noticeView({ explained, dates, schools, keepsAccess, letter, scan, fingerprint }: NoticePreview) {
  return {
    sentence: noticeInWords(explained),
    isLate: explained.missed !== null,
    effects: [
      keepsAccess
        ? 'La commune a une autre convention, qui reste en vigueur : aucun accès n’est retiré.'
        : `${plural(schools.length, 'école', 'écoles')} : accès retirés à partir du ${said(dates.notBefore)}, au plus tard le ${said(dates.dueOn)}.`,
      'La commune et les administrateurs sont prévenus de nouveau avant la fin.',
    ],
    schools: schools.map(({ name, uai }) => `${name} (${uai})`),
    letter: letterView(letter),
    scan: scanView(scan),
    fingerprint,
  };
}

function withdrawalView({
  convention,
  receivedOn,
  administrators,
  letter,
  scan,
  fingerprint,
}: WithdrawalPreview) {
  const told = administrators.length;
  return {
    sentence: `Lettre reçue le ${said(receivedOn)} : la convention ne prend pas fin le ${said(convention.denunciation!.endsOn)}, elle continue.`,
    isLate: false,
    effects: [
      'Les retraits d’accès prévus et les messages pas encore partis sont annulés.',
      told === 0
        ? 'Aucun administrateur n’avait été prévenu.'
        : `${plural(told, 'administrateur, déjà prévenu, reçoit', 'administrateurs, déjà prévenus, reçoivent')} un démenti.`,
    ],
    schools: [],
    letter: letterView(letter),
    scan: scanView(scan),
    fingerprint,
  };
}

function letterView(letter: NoticePreview['letter']) {
  return letter && { to: letter.to, cc: letter.cc, subject: letter.subject, text: letter.text };
}

function preview(asked: Asked, what: What, input: NoticeInput) {
  const { verbs } = asked.desk;
  return what === 'denonciation' ? previewNotice(verbs, input) : previewWithdrawal(verbs, input);
}

async function letterPage(
  asked: Asked,
  what: What,
  convention: StoredConvention,
  { scanId, told }: { scanId: string | null; told?: NotDone } = { scanId: null },
): Promise<Answer> {
  const { form, now } = asked;
  const receivedOn = form.text('recue').slice(0, 10);
  const by = partyAsked(asked);
  const input = { conventionId: convention.id, receivedOn, scanId: scanId ?? '', by };
  const shown = scanId === null || told !== undefined ? null : await preview(asked, what, input);
  const why = told ?? (shown === null || shown.kind === 'preview' ? null : shown);
  const view =
    shown?.kind !== 'preview' ? null : 'explained' in shown ? noticeView(shown) : withdrawalView(shown);
  const commune = communeName(convention.communeInsee);
  const here = `/conventions/${convention.id}`;
  return {
    kind: 'page',
    template: 'convention-letter',
    title: `${titles[what]} – ${commune}`,
    section: 'conventions',
    status: why === null ? 200 : 422,
    view: {
      ...{ what, title: titles[what], commune, here, receivedOn, scanId },
      isByMetropole: by === 'metropole',
      today: receptionDay(now).toString(),
      maxSize: `${Math.floor(asked.desk.verbs.scans.maxBytes / 1024 / 1024)}\u00a0Mo`,
      notice: why === null ? null : whyNot(why, ''),
      actionId: newActionId(),
      preview: view,
    },
  };
}

/** Whose letter the agent says it is: the commune’s, unless they chose the Métropole. */
function partyAsked({ form }: Asked): DenouncingParty {
  return form.text('par') === 'metropole' ? 'metropole' : 'commune';
}

function askedWhat(text: string): What | null {
  return text === 'denonciation' || text === 'maintien' ? text : null;
}

const ask: Page = {
  method: 'GET',
  url: '/conventions/:convention/lettre',
  who: 'agent',
  async answer(asked) {
    const [convention, what] = [
      await namedConvention(asked),
      askedWhat(asked.query.text('quoi') || 'denonciation'),
    ];
    return convention === null || what === null ? { kind: 'missing' } : letterPage(asked, what, convention);
  },
};

/** The scan is kept, apart; nothing else changes: what would be, and why. */
const show: Page = {
  method: 'POST',
  url: '/conventions/:convention/lettre/apercu',
  who: 'agent',
  takesFile: true,
  async answer(asked) {
    const [convention, what] = [await namedConvention(asked), askedWhat(asked.form.text('quoi'))];
    if (convention === null || what === null) return { kind: 'missing' };
    const { desk, signedIn, file, form } = asked;
    const known = form.text('_lettre');
    if (file === null && UUID.test(known)) return letterPage(asked, what, convention, { scanId: known });
    const { name, bytes } = file ?? { name: '', bytes: new Uint8Array() };
    const kept = await keepScan(desk.verbs, signedIn!.agent, { conventionId: convention.id, name, bytes });
    if (kept.kind !== 'kept') return letterPage(asked, what, convention, { scanId: null, told: kept });
    return letterPage(asked, what, convention, { scanId: kept.scanId });
  },
};

const record: Page = {
  method: 'POST',
  url: '/conventions/:convention/lettre',
  who: 'agent',
  async answer(asked) {
    const [convention, what] = [await namedConvention(asked), askedWhat(asked.form.text('quoi'))];
    if (convention === null || what === null) return { kind: 'missing' };
    const { desk, signedIn, form } = asked;
    const actionId = form.text('_action');
    const scanId = form.text('_lettre');
    if (!UUID.test(scanId)) return letterPage(asked, what, convention);
    const input = {
      ...{ conventionId: convention.id, receivedOn: form.text('recue'), scanId },
      by: partyAsked(asked),
      fingerprint: form.text('_empreinte'),
      ...(UUID.test(actionId) ? { actionId } : {}),
    };
    const verb = what === 'denonciation' ? recordNotice : withdrawNotice;
    const outcome = await verb(desk.verbs, signedIn!.agent, input);
    if (outcome.kind !== 'done') return letterPage(asked, what, convention, { scanId, told: outcome });
    const to = `/conventions/${convention.id}?fait=${what}&action=${outcome.actionId}`;
    return { kind: 'redirect', to };
  },
};

export const conventionLetterPages: Page[] = [ask, show, record];
