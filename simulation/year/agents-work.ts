import type { Selection } from '../../src/decision/agent/plan-acceptance.js';
import { accept, previewAcceptance } from '../../src/desk/accept.js';
import { closeRequest } from '../../src/desk/close-request.js';
import { openCase } from '../../src/desk/open-case.js';
import type { Stage } from './open-stage.js';

export type AgentsTally = { accepted: number; closed: number; left: Map<string, number> };

const everyObstacle: Selection['acknowledged'] = [
  'sender_unproven',
  'sender_not_confirmed',
  'cells_unexplained',
  'school_closed',
  'removal_asked',
  'school_missing_from_list',
  'administrator_replaced',
  'contact_replaced',
];

/**
 * What agents do in a day: each request that has waited for them since yesterday is looked at; a list is accepted as the
 * commune asks, removals included; a mail without any list is closed with its reason.
 */
export async function agentsWork(stage: Stage, tally: AgentsTally): Promise<void> {
  const { desk, agent } = stage;
  const waiting = await desk.db
    .selectFrom('request')
    .select(['id', 'reference', 'version', 'opened_at'])
    .where('status', '=', 'awaiting-agent')
    .where('opened_at', '<', new Date(stage.now().getTime() - 20 * 3_600_000))
    .orderBy('opened_at')
    .execute();
  for (const { id, version } of waiting) {
    const opened = await openCase(desk.db, id, { today: stage.now() });
    const on = { requestId: id, version };
    if (opened === null) {
      const how = { how: 'closed', reason: 'Simulation : aucune liste à enregistrer.' } as const;
      const outcome = await closeRequest(desk, agent, { ...on, ...how });
      if (outcome.kind === 'done') tally.closed += 1;
      continue;
    }
    const selection: Selection = {
      positions: 'all',
      removals: opened.judgement.removals.map(({ school }) => school.uai),
      besides: [],
      acknowledged: opened.judgement.obstacles.length > 0 ? opened.judgement.obstacles : everyObstacle,
    };
    const preview = await previewAcceptance(desk, { requestId: id, selection });
    const outcome =
      preview.kind === 'preview'
        ? await accept(desk, agent, { ...on, selection, fingerprint: preview.fingerprint })
        : preview;
    if (outcome.kind === 'done') tally.accepted += 1;
    else {
      const why = outcome.kind === 'refused' ? [outcome.code, ...outcome.codes].join(' ') : outcome.kind;
      tally.left.set(why, (tally.left.get(why) ?? 0) + 1);
    }
  }
}
