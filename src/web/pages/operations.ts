import { liftBrake, listBrakes } from '../../store/brakes.js';
import { addAgent, changeAgent, findAgent, listAgents } from '../../store/desk/agents.js';
import { listAudit, readAudit, verifyAudit } from '../../store/desk/audit.js';
import { loadFigures } from '../../store/figures.js';
import { cancelReplies, listKeptReplies, releaseReplies } from '../../store/kept-replies.js';
import { hashPassword, SHORTEST_PASSWORD } from '../login/password.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { isRole, roleNames, roles } from '../server/role.js';
import { csvOf } from '../view/csv.js';
import { shortInstant } from '../view/short-dates.js';
import { replyStatusNames } from '../view/words.js';
import { noticeOf } from './notices.js';
import { verbNames } from './request/words-of-actions.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const AUDIT_PAGE = 100;
const scopes: Record<string, string> = {
  address: 'une adresse',
  request: 'un dossier',
  all: 'tout le service',
  service: 'tout le service',
};

function back(told: string): Answer {
  return { kind: 'redirect', to: `/exploitation?fait=${told}` };
}

const show: Page = {
  method: 'GET',
  url: '/exploitation',
  who: 'supervisor',
  async answer({ desk, query, signedIn }) {
    const [agents, brakes, kept, figures] = await Promise.all([
      listAgents(desk.db),
      listBrakes(desk.db),
      listKeptReplies(desk.db, { limit: 100 }),
      loadFigures(desk.db),
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
        brakes: brakes.map((brake) => ({
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
        figures,
        settings: desk.settings.shown,
      },
    };
  },
};

const addOne: Page = {
  method: 'POST',
  url: '/exploitation/agents',
  who: 'supervisor',
  async answer({ desk, form }) {
    const [login, name, role] = [
      form.text('identifiant').slice(0, 100),
      form.text('nom').slice(0, 100),
      form.text('role'),
    ];
    const password = form.texts('motdepasse')[0] ?? '';
    if (login === '' || name === '' || !isRole(role)) return back('incomplet');
    if (password.length < SHORTEST_PASSWORD) return back('motdepasse-court');
    const added = await addAgent(desk.db, { login, name, role, passwordHash: await hashPassword(password) });
    return back(added === null ? 'identifiant-pris' : 'fait');
  },
};

/** A supervisor never takes their own rights away by accident: somebody else does. */
const changeOne: Page = {
  method: 'POST',
  url: '/exploitation/agents/:id',
  who: 'supervisor',
  async answer({ desk, form, params, signedIn }) {
    const id = params['id']!;
    const agent = UUID.test(id) ? await findAgent(desk.db, { id }) : null;
    if (agent === null) return { kind: 'missing' };
    if (id === signedIn!.agent.id) return back('soi-meme');
    const role = form.text('role');
    await changeAgent(desk.db, id, {
      ...(isRole(role) && role !== agent.role ? { role } : {}),
      isDisabled: form.text('acces') === 'non',
    });
    return back('fait');
  },
};

const lift: Page = {
  method: 'POST',
  url: '/exploitation/freins/:id',
  who: 'supervisor',
  async answer({ desk, form, params, signedIn }) {
    const id = params['id']!;
    if (!UUID.test(id)) return { kind: 'missing' };
    const held = form.text('retenues') === 'annuler' ? 'cancel' : 'send';
    const lifted = await liftBrake(desk.db, { id, by: signedIn!.agent.name, held });
    return lifted === null ? { kind: 'missing' } : back('fait');
  },
};

function onKept(url: string, settle: typeof releaseReplies): Page {
  return {
    method: 'POST',
    url,
    who: 'supervisor',
    async answer({ desk, form, signedIn }: Asked) {
      const ids = form
        .texts('reponse')
        .filter((id) => UUID.test(id))
        .slice(0, 100);
      if (ids.length === 0) return back('rien-de-coche');
      const done = await settle(desk.db, ids, signedIn!.agent.name);
      return back(done.length === ids.length ? 'fait' : 'en-partie');
    },
  };
}

const audit: Page = {
  method: 'GET',
  url: '/exploitation/journal',
  who: 'supervisor',
  async answer({ desk, query }) {
    const before = query.number('avant');
    const [entries, verdict] = await Promise.all([
      listAudit(desk.db, before > 0 ? { before } : {}, AUDIT_PAGE),
      query.text('verifier') === 'oui' ? verifyAudit(desk.db) : null,
    ]);
    return {
      kind: 'page',
      template: 'audit',
      title: 'Journal des actions',
      section: 'settings',
      view: {
        verdict,
        entries: entries.map(({ sequence, at, agentName, verb, reference, hash }) => ({
          ...{ sequence, reference, hash: hash.slice(0, 12) },
          at: shortInstant(at),
          by: agentName ?? 'une commande',
          what: verbNames[verb] ?? verb,
        })),
        next:
          entries.length === AUDIT_PAGE ? `/exploitation/journal?avant=${entries.at(-1)!.sequence}` : null,
      },
    };
  },
};

const auditCsv: Page = {
  method: 'GET',
  url: '/exploitation/journal.csv',
  who: 'supervisor',
  async answer({ desk }) {
    const rows = [
      ['numéro', 'instant', 'agent', 'action', 'dossier', 'faits', 'empreinte précédente', 'empreinte'],
    ];
    for await (const { sequence, at, agentName, verb, reference, facts, previousHash, hash } of readAudit(
      desk.db,
    )) {
      rows.push([
        String(sequence),
        at.toISOString(),
        agentName ?? '',
        verb,
        reference ?? '',
        JSON.stringify(facts),
        previousHash,
        hash,
      ]);
    }
    return { kind: 'file', name: 'journal.csv', type: 'text/csv; charset=utf-8', bytes: csvOf(rows) };
  },
};

export const operationsPages: Page[] = [
  show,
  addOne,
  changeOne,
  lift,
  onKept('/exploitation/reponses/liberer', releaseReplies),
  onKept('/exploitation/reponses/annuler', cancelReplies),
  audit,
  auditCsv,
];
