import { join } from 'node:path';
import { projectRoot, readConfig } from '../../../src/config.js';
import type { Selection } from '../../../src/decision/agent/plan-acceptance.js';
import { accept, previewAcceptance } from '../../../src/desk/accept.js';
import type { Desk, Outcome } from '../../../src/desk/desk.js';
import { annex2 } from '../../../src/fees/cost-breakdown.js';
import type { FeeSettings } from '../../../src/fees/fee-settings.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { openNewsRefusals } from '../../../src/reply/news-refusal.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import type { Agent } from '../../../src/store/desk/agents.js';
import { aService } from '../../reply/a-reply.js';

/** The convention of 2019. */
export const theFees: FeeSettings = {
  priceCents: [{ from: 2019, value: 15_000 }],
  yearKind: [{ from: 2019, value: 'school' }],
  breakdown: [{ from: 2019, value: annex2 }],
};

export function aDesk(db: Database, changes: Partial<Desk> = {}): Desk {
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  return {
    db,
    clock: systemClock,
    service: aService,
    closures: new Set(),
    undoMs: 60_000,
    takenForMs: 600_000,
    renewal: { ...readConfig('command', {}).renewal, ownAddresses: [aService.email] },
    scans: { maxBytes: 1_000_000, scanner: null },
    fees: theFees,
    newsRefusals: openNewsRefusals('a secret of sixteen signs', new URL('http://127.0.0.1:8080')),
    committee: { minutesPerForm: [{ from: 2019, value: 20 }], circularsPerHour: 200 },
    printReference: (reference) => reference,
    ...changes,
  };
}

export const wholeList: Selection = { positions: 'all', removals: [], besides: [], acknowledged: [] };

/** The whole list, every obstacle seen. */
export async function acceptAll(
  desk: Desk,
  agent: Agent,
  on: { requestId: string; version?: number; actionId?: string },
  selection: Partial<Selection> = {},
): Promise<Outcome> {
  const chosen: Selection = {
    ...wholeList,
    acknowledged: [
      'sender_unproven',
      'sender_not_confirmed',
      'cells_unexplained',
      'school_closed',
      'removal_asked',
      'school_missing_from_list',
      'administrator_replaced',
      'contact_replaced',
    ],
    ...selection,
  };
  const preview = await previewAcceptance(desk, { requestId: on.requestId, selection: chosen });
  if (preview.kind !== 'preview') return preview;
  const { fingerprint } = preview;
  return accept(desk, agent, { version: 1, ...on, selection: chosen, fingerprint });
}

/** All that a test compares before and after: whatever the verbs may change. */
export async function everything(db: Database): Promise<Record<string, unknown>> {
  const tables = ['request', 'listed_school', 'commune_contact', 'trusted_sender', 'work_item'] as const;
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const rows = await db.selectFrom(table).selectAll().execute();
    found[table] = rows
      .map(({ version: _version, ...row }: Record<string, unknown>) => JSON.stringify(row))
      .toSorted();
  }
  return found;
}
