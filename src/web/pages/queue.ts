import { communes } from '../../registry/data/communes.js';
import { schoolYearLabel } from '../../registry/school-year.js';
import { plural } from '../../reply/plural.js';
import type { Queries } from '../../store/database.js';
import { listAgents } from '../../store/desk/agents.js';
import { liveVersion } from '../../store/desk/live-version.js';
import { countTabs, listQueue, type QueueFilter } from '../../store/desk/queue.js';
import { blockedRenewals } from '../../store/renewal/blocked.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { parisDay } from '../view/short-dates.js';
import { reasonChoices, tabNames } from '../view/words.js';
import { noticeOf } from './notices.js';
import { readQueueAsked } from './queue-asked.js';
import { firstTab, pagerView, queueRowView, tabsView } from './queue-view.js';
import { searchIn } from './search-in.js';

const communeChoices = communes
  .map(({ insee, name }) => ({ value: insee, name }))
  .sort((a, b) => a.name.localeCompare(b.name, 'fr'));

/** What is sought may wait in another tab, or be over: nobody should have to guess which. */
async function countInAll(db: Queries, filter: QueueFilter): Promise<number> {
  return (await listQueue(db, { ...filter, tab: 'all' }, { number: 1, size: 1 })).total;
}

async function queuePage(asked: Asked): Promise<Answer> {
  const { desk, query, now, signedIn } = asked;
  const isChosen = query.text('onglet') !== '';
  const wanted = readQueueAsked(query, isChosen ? undefined : firstTab(await countTabs(desk.db)));
  const { id: agentId } = signedIn!.agent;
  const found = await searchIn(desk.db, wanted.search, Number(parisDay(now).slice(0, 4)));
  const filter = { ...wanted.filter(now, agentId), ...(found === null ? {} : { requestIds: found }) };
  const isListOnly = query.text('partie') === 'liste';
  const [queue, agents, version, blocked] = await Promise.all([
    listQueue(desk.db, filter, { number: wanted.page, size: wanted.pageSize }),
    listAgents(desk.db),
    liveVersion(desk.db),
    isListOnly ? [] : blockedRenewals(desk.db),
  ]);
  const isNothing = queue.total === 0 && wanted.isFiltered && wanted.tab !== 'all';
  const elsewhere = isNothing ? await countInAll(desk.db, filter) : 0;
  const agentChoices = [
    { value: 'moi', name: 'Moi' },
    { value: 'personne', name: 'Personne' },
    ...agents
      .filter(({ id, isDisabled }) => id !== agentId && !isDisabled)
      .map(({ id, name }) => ({ value: id, name })),
  ];
  return {
    kind: 'page',
    template: isListOnly ? 'queue-parts' : 'queue',
    title: `${tabNames[wanted.tab]} – File d’attente`,
    section: 'queue',
    view: {
      version,
      tabs: tabsView(queue.counts, wanted),
      rows: queue.rows.map((row) => queueRowView(row, now, agentId)),
      caption: `${tabNames[wanted.tab]}, le plus urgent d’abord`,
      isAll: wanted.tab === 'all',
      pager: pagerView(queue.total, wanted),
      values: wanted.values,
      isFiltered: wanted.isFiltered,
      elsewhere:
        elsewhere === 0
          ? null
          : {
              href: wanted.href({ onglet: 'all', page: '' }),
              words: plural(elsewhere, 'dossier correspond', 'dossiers correspondent'),
            },
      clearHref: `/?onglet=${wanted.tab}`,
      here: wanted.href({}),
      communes: communeChoices,
      reasons: reasonChoices,
      agents: agentChoices,
      notice: noticeOf(query),
      blocked: blocked.map((one) => ({
        href: `/reconduction?annee=${one.year}`,
        label: schoolYearLabel(one.year),
        communes: plural(one.communes, 'commune attend', 'communes attendent'),
      })),
    },
  };
}

export const queuePages: Page[] = [{ method: 'GET', url: '/', who: 'reader', answer: queuePage }];
