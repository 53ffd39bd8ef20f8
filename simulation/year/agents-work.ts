import type { Selection } from '../../src/decision/agent/plan-acceptance.js';
import { accept, previewAcceptance } from '../../src/desk/accept.js';
import { closeRequest } from '../../src/desk/close-request.js';
import { mergeRequests } from '../../src/desk/merge-requests.js';
import { openCase } from '../../src/desk/open-case.js';
import type { World } from './make-world.js';
import { mustBe } from './must-be.js';
import type { Stage } from './open-stage.js';

export type AgentsTally = {
  accepted: number;
  closed: number;
  /** Requests that became part of another of the same commune. */
  merged: number;
  /** Answers after the last day that were not accepted. */
  lateRefused: number;
  left: Map<string, number>;
};

export function newAgentsTally(): AgentsTally {
  return { accepted: 0, closed: 0, merged: 0, lateRefused: 0, left: new Map() };
}

const everyObstacle: Selection['acknowledged'] = [
  'sender_unproven',
  'sender_not_confirmed',
  'cells_unexplained',
  'school_closed',
  'removal_asked',
  'school_missing_from_list',
  'administrator_replaced',
  'contact_replaced',
  'renewal_late',
];

/**
 * What agents do in a day: a commune’s request is joined with its newer one; each that has waited for them since yesterday
 * is looked at; a list is accepted as the commune asks, removals included, unless it came late and they decide otherwise;
 * a mail without any list is closed with its reason.
 */
export async function agentsWork(stage: Stage, { communes }: World, tally: AgentsTally): Promise<void> {
  const { desk, agent } = stage;
  tally.merged += await joinRequests(stage);
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
    const commune = communes.find(({ insee }) => insee === opened.commune?.insee);
    if (opened.renewal?.isOnTime === false && commune?.isLateRefused) {
      const how = { how: 'closed', reason: 'Simulation : réponse reçue trop tard.' } as const;
      if ((await closeRequest(desk, agent, { ...on, ...how })).kind === 'done') tally.lateRefused += 1;
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

/** Two lists of one commune for one year that both wait: the older becomes part of the newer. Answers how many did. */
async function joinRequests({ desk, agent }: Stage): Promise<number> {
  const waiting = await desk.db
    .selectFrom('request')
    .innerJoin('request_year', 'request_year.request_id', 'request.id')
    .select(['request.id', 'version', 'commune_insee', 'school_year'])
    .where('status', '=', 'awaiting-agent')
    .orderBy('opened_at')
    .execute();
  let joined = 0;
  for (const [index, { id: requestId, version, ...one }] of waiting.entries()) {
    const newer = waiting
      .slice(index + 1)
      .find((other) => other.commune_insee === one.commune_insee && other.school_year === one.school_year);
    if (newer === undefined || one.commune_insee === null) continue;
    mustBe('done', await mergeRequests(desk, agent, { requestId, version, intoRequestId: newer.id }));
    joined += 1;
  }
  return joined;
}
