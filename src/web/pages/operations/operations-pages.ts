import { type ListedBrake, listBrakes } from '../../../store/brakes.js';
import { listAgents } from '../../../store/desk/agents.js';
import { listKeptReplies } from '../../../store/kept-replies.js';
import type { Page } from '../../server/page.js';
import { roleNames, roles } from '../../server/role.js';
import { shortInstant } from '../../view/short-dates.js';
import { replyStatusNames } from '../../view/words.js';
import { noticeOf } from '../notices.js';
import { accountPages } from './account-pages.js';
import { auditPages } from './audit-pages.js';
import { keptPages } from './kept-pages.js';
import { queuesView, queueWatchPages } from './queue-pages.js';

const scopes: Record<string, string> = {
  address: 'une adresse',
  request: 'un dossier',
  service: 'tout le service',
};

/** The brake pulled on all replies, with what waits behind it; null when none is. */
function holdView(brakes: readonly ListedBrake[]) {
  const pulled = brakes.find(({ scope }) => scope === 'by-hand');
  return pulled === undefined ? null : { id: pulled.id, waiting: waitingWords(pulled.held) };
}

function waitingWords(count: number): string {
  if (count === 0) return 'Aucune réponse n’est encore venue s’y ajouter.';
  return count === 1 ? 'Une réponse attend.' : `${count} réponses attendent.`;
}

const show: Page = {
  method: 'GET',
  url: '/exploitation',
  who: 'supervisor',
  async answer({ desk, query, signedIn }) {
    const [agents, brakes, kept, queues] = await Promise.all([
      listAgents(desk.db),
      listBrakes(desk.db),
      listKeptReplies(desk.db, { limit: 100 }),
      queuesView(desk),
    ]);
    return {
      kind: 'page',
      template: 'operations',
      title: 'Exploitation',
      section: 'settings',
      view: {
        notice: noticeOf(query),
        here: '/exploitation',
        agents: agents.map(({ id, name, login, role, isDisabled, oidcSubject }) => ({
          ...{ id, name, login, role, isDisabled },
          isMe: id === signedIn!.agent.id,
          isExternal: oidcSubject !== null,
        })),
        roles: roles.map((role) => ({ role, name: roleNames[role] })),
        hold: holdView(brakes),
        brakes: brakes
          .filter(({ scope }) => scope !== 'by-hand')
          .map((brake) => ({
            id: brake.id,
            what: scopes[brake.scope] ?? brake.scope,
            subject: brake.reference ?? brake.subject,
            held: brake.held,
            most: brake.most,
            since: shortInstant(brake.putOnAt),
          })),
        kept: kept.map(({ id, reference, recipient, subject, status, lastResponse, owedAt }) => ({
          ...{ id, reference, recipient, subject, lastResponse },
          status: replyStatusNames[status],
          owed: shortInstant(owedAt),
        })),
        queues,
        settings: desk.settings.shown,
      },
    };
  },
};

export const operationsPages: Page[] = [
  show,
  ...accountPages,
  ...keptPages,
  ...queueWatchPages,
  ...auditPages,
];
