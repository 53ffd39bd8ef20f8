import { randomUUID } from 'node:crypto';
import type { StatementDraft } from '../../fees/draft-statement.js';
import { statementReference } from '../../fees/statement-reference.js';
import type { Queries } from '../../store/database.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { loadDrafts } from '../../store/fees/load-drafts.js';
import {
  insertStatement,
  loadStatements,
  lockFeeYear,
  takeStatementNumber,
} from '../../store/fees/statements.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { fingerprintOf } from '../letters.js';
import { maySupervise } from '../may-act.js';
import { type FeesOfCommune, planIssue } from './plan-issue.js';

export type YearOfFees = { communes: FeesOfCommune[]; fingerprint: string };

/** Changes nothing. The fingerprint is of what would be issued: another one, and it is not issued. */
export async function previewFees(desk: Desk, year: number, db: Queries = desk.db): Promise<YearOfFees> {
  const [drafts, statements] = await Promise.all([loadDrafts(db, desk.fees, year), loadStatements(db, year)]);
  const communes = planIssue(drafts, statements);
  return { communes, fingerprint: fingerprintOf(communes.map(({ standing, draft }) => [standing, draft])) };
}

export type Issued = { kind: 'done'; references: string[] } | NotDone;

/** The first statement of every commune that owes one and has none, in one transaction: numbers leave no gap. */
export async function issueStatements(
  desk: Desk,
  agent: Agent,
  { year, fingerprint }: { year: number; fingerprint: string },
): Promise<Issued> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  return desk.db.transaction().execute(async (tx) => {
    await lockFeeYear(tx, year);
    const preview = await previewFees(desk, year, tx);
    const drafts = preview.communes.flatMap(({ standing, draft }) =>
      standing === 'to-issue' ? [draft!] : [],
    );
    if (drafts.length === 0) return refused('nothing-to-issue');
    if (preview.fingerprint !== fingerprint) return refused('plan-changed');

    const issuedAt = desk.clock.now();
    const references: string[] = [];
    for (const draft of drafts) {
      const number = await takeStatementNumber(tx, year);
      const numbered = { number, version: 1, reason: null };
      await insertStatement(tx, { id: randomUUID(), draft, issuedAt, agentId: agent.id, ...numbered });
      references.push(statementReference({ year, ...numbered }));
    }
    const facts = { year, first: references[0], last: references.at(-1), totalCents: totalOf(drafts) };
    await appendAudit(tx, { at: issuedAt, agentId: agent.id, verb: 'issue-fees', requestId: null, facts });
    return { kind: 'done', references };
  });
}

function totalOf(drafts: readonly StatementDraft[]): number {
  return drafts.reduce((sum, { totalCents }) => sum + totalCents, 0);
}

/** A new version of a commune's statement, as the base stands now, that says why. The former stays as it was. */
export async function correctStatement(
  desk: Desk,
  agent: Agent,
  asked: { year: number; communeInsee: string; reason: string; fingerprint: string },
): Promise<Issued> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  const { year, communeInsee } = asked;
  const reason = asked.reason.trim();
  if (reason === '') return refused('missing-reason');
  return desk.db.transaction().execute(async (tx) => {
    await lockFeeYear(tx, year);
    const preview = await previewFees(desk, year, tx);
    const fees = preview.communes.find(({ issued }) => issued?.communeInsee === communeInsee);
    if (fees === undefined || fees.issued === null) return refused('not-found');
    if (preview.fingerprint !== asked.fingerprint) return refused('plan-changed');
    if (fees.standing !== 'changed') return refused('same-statement');

    const { issued } = fees;
    const draft = fees.draft ?? { ...issued, lines: [], schools: 0, totalCents: 0 };
    const issuedAt = desk.clock.now();
    const numbered = { number: issued.number, version: issued.version + 1, reason };
    await insertStatement(tx, { id: randomUUID(), draft, issuedAt, agentId: agent.id, ...numbered });
    const reference = statementReference({ year, ...numbered });
    const facts = {
      reference,
      communeInsee,
      reason,
      beforeCents: issued.totalCents,
      totalCents: draft.totalCents,
    };
    await appendAudit(tx, { at: issuedAt, agentId: agent.id, verb: 'correct-fees', requestId: null, facts });
    return { kind: 'done', references: [reference] };
  });
}
