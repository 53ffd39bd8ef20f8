import { listAudit, readAudit, verifyAudit } from '../../../store/desk/audit.js';
import type { Page } from '../../server/page.js';
import { csvOf } from '../../view/csv.js';
import { shortInstant } from '../../view/short-dates.js';
import { verbNames } from '../request/words-of-actions.js';

const AUDIT_PAGE = 100;

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

export const auditPages: Page[] = [audit, auditCsv];
