import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';

export type Assignment = { requestId: string; agentId: string; name: string; until: Date };

/** Free, given up, or too old: the request is this agent's until then. Theirs already: until later. */
export async function takeRequests(
  tx: Tx,
  requestIds: readonly string[],
  { agentId, at, until, isForced }: { agentId: string; at: Date; until: Date; isForced: boolean },
): Promise<string[]> {
  const { rows } = await sql<{ requestId: string }>`
    insert into assignment as held (request_id, agent_id, taken_at, expires_at)
    select id, ${agentId}, ${at}, ${until} from request
      where id = any(${[...requestIds]}::uuid[]) order by id
    on conflict (request_id) do update
      set agent_id = excluded.agent_id, taken_at = excluded.taken_at, expires_at = excluded.expires_at
      where held.agent_id = excluded.agent_id or held.expires_at <= ${at} or ${isForced}
    returning request_id as "requestId"`.execute(tx);
  return rows.map(({ requestId }) => requestId);
}

/** Only one's own; `isForced` for whoever may free anybody's. Answers those that were released. */
export async function releaseRequests(
  tx: Tx,
  requestIds: readonly string[],
  { agentId, isForced }: { agentId: string; isForced: boolean },
): Promise<string[]> {
  const { rows } = await sql<{ requestId: string }>`
    delete from assignment
    where request_id = any(${[...requestIds]}::uuid[]) and (agent_id = ${agentId} or ${isForced})
    returning request_id as "requestId"`.execute(tx);
  return rows.map(({ requestId }) => requestId);
}

export async function loadAssignments(
  db: Queries,
  requestIds: readonly string[],
  at: Date,
): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`
    select request_id as "requestId", agent_id as "agentId", agent.name, expires_at as until
    from assignment join agent on agent.id = assignment.agent_id
    where request_id = any(${[...requestIds]}::uuid[]) and expires_at > ${at}`.execute(db);
  return rows;
}
