import { mayAct, maySupervise } from '../../../desk/may-act.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import { conventionTimeline } from '../../../registry/convention-timeline.js';
import { communeByInsee } from '../../../registry/find-commune.js';
import { scanMediaTypes } from '../../../registry/scan-type.js';
import { findScan, type KeptScan, listScans, scanBytes } from '../../../store/convention-documents.js';
import { listConventionEvents, type PastConventionEvent } from '../../../store/convention-events.js';
import { loadRequestHead } from '../../../store/convention-request.js';
import { findConvention, type StoredConvention } from '../../../store/conventions.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { communeName } from '../../view/words.js';
import { type Notice, noticeOf } from '../notices.js';
import { eventNames, nextInWords, stateView } from './convention-words.js';
import { lifelineView } from './lifeline.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The convention that an address names, or null. */
export async function namedConvention({ desk, params }: Asked): Promise<StoredConvention | null> {
  const id = params['convention'] ?? '';
  return UUID.test(id) ? findConvention(desk.db, id) : null;
}

/** A convention's page. `told` takes the place of the notice of the address. */
export async function conventionPage(asked: Asked, told?: Notice, status = 200): Promise<Answer> {
  const { desk, now, signedIn, query } = asked;
  const convention = await namedConvention(asked);
  if (convention === null) return { kind: 'missing' };
  const { id, communeInsee, signedOn, notifiedOn, denunciation, noticeRequestId, signatory } = convention;
  const today = receptionDay(now);
  const [events, scans, request] = await Promise.all([
    listConventionEvents(desk.db, [id]),
    listScans(desk.db, [id]),
    noticeRequestId === null ? null : loadRequestHead(desk.db, noticeRequestId),
  ]);
  const state = stateView(convention, today);
  const isAgent = mayAct(signedIn!.agent);
  const commune = communeName(communeInsee);
  return {
    kind: 'page',
    template: 'convention',
    title: `Convention de ${commune}`,
    section: 'conventions',
    status,
    view: {
      ...{ commune, signatory, here: `/conventions/${id}`, state, notice: told ?? noticeOf(query) },
      communeHref: communeByInsee(communeInsee)?.insee === communeInsee ? `/communes/${communeInsee}` : null,
      next: nextInWords(convention, today),
      line: lifelineView(conventionTimeline(convention, today)),
      reference: request?.reference ?? null,
      mayNotify: isAgent && state.state === 'signed',
      mayDenounce: isAgent && state.state === 'in_force',
      mayWithdraw: isAgent && denunciation !== null && state.state !== 'ended',
      mayCorrect: maySupervise(signedIn!.agent) && denunciation === null,
      mayRead: isAgent,
      today: today.toString(),
      signedOn: signedOn?.toString() ?? '',
      notifiedOn: notifiedOn?.toString() ?? '',
      history: events.toReversed().map((event) => eventView(event, scans)),
    },
  };
}

function eventView(event: PastConventionEvent, scans: readonly KeptScan[]) {
  const { kind, onDay, recordedAt, agentName, reason, facts, undoneAt, id } = event;
  const scan = scans.find(({ eventId }) => eventId === id);
  return {
    what: eventNames[kind] + (facts['by'] === 'metropole' ? ', envoyée par la Métropole' : ''),
    on: longDay(onDay),
    by: agentName ?? (facts['from'] === 'import' ? 'Import' : 'Le service'),
    at: shortInstant(recordedAt),
    reason,
    isUndone: undoneAt !== null,
    scan: scan === undefined ? null : scanView(scan),
  };
}

export function scanView({ id, name, type, sizeBytes, isScanned }: KeptScan) {
  return {
    href: `/conventions/lettres/${id}`,
    name,
    type: type.toUpperCase(),
    size: `${Math.max(1, Math.round(sizeBytes / 1024))}\u00a0ko`,
    safety: isScanned ? 'vérifié par l’antivirus' : 'non vérifié : aucun antivirus n’est réglé',
  };
}

const show: Page = {
  method: 'GET',
  url: '/conventions/:convention',
  who: 'reader',
  answer: (asked) => conventionPage(asked),
};

const extensions = { pdf: 'pdf', png: 'png', jpeg: 'jpg' } as const;

/** A letter is downloaded, never shown in a page of ours; its name on the disk is ours, its type by its bytes. */
const download: Page = {
  method: 'GET',
  url: '/conventions/lettres/:document',
  who: 'agent',
  async answer({ desk, params }) {
    const id = params['document'] ?? '';
    const scan = UUID.test(id) ? await findScan(desk.db, id) : null;
    const bytes = scan === null ? null : await scanBytes(desk.db, id);
    if (scan === null || bytes === null) return { kind: 'missing' };
    const name = scan.name.replace(/\.[A-Za-z0-9]{1,8}$/, '');
    return { kind: 'file', name: `${name}.${extensions[scan.type]}`, type: scanMediaTypes[scan.type], bytes };
  },
};

export const showConventionPages: Page[] = [show, download];
