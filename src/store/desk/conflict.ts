import type { Queries } from '../database.js';
import type { RequestStatus } from '../statuses.js';
import { loadRequest } from './load-request.js';
import type { TimelineEvent } from './timeline.js';

/** What happened to a request since the version an agent acted on: they are told, and look again. */
export type Conflict = {
  /** The version it has now. */
  version: number;
  status: { before: RequestStatus | null; now: RequestStatus };
  communeInsee: { before: string | null; now: string | null };
  /** Oldest first. */
  events: TimelineEvent[];
};

/** Events carry the clock of the process that made them, versions that of the base. */
const CLOCKS_APART_MS = 2_000;

export async function differenceSince(db: Queries, reference: string, version: number): Promise<Conflict> {
  const loaded = (await loadRequest(db, reference))!;
  const { request } = loaded;
  const past = await db
    .selectFrom('request_past')
    .selectAll()
    .where('request_id', '=', request.id)
    .where('version', '=', version)
    .executeTakeFirst();
  const since = past === undefined ? undefined : past.left_at.getTime() - CLOCKS_APART_MS;
  return {
    version: request.version,
    status: { before: (past?.status as RequestStatus | undefined) ?? null, now: request.status },
    communeInsee: { before: past?.commune_insee ?? null, now: request.communeInsee },
    events: since === undefined ? [] : loaded.timeline.filter(({ at }) => at.getTime() >= since),
  };
}
