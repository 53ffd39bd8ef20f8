import type { Desk as Verbs } from '../desk/desk.js';
import type { QueueOffice } from '../jobs/queues.js';
import type { Clock } from '../kernel/clock.js';
import type { Log } from '../kernel/log.js';
import type { ServiceIdentity } from '../reply/service-identity.js';
import type { Database } from '../store/database.js';
import type { SessionLimits } from '../store/desk/sessions.js';
import type { OidcSettings } from './login/oidc.js';
import type { DeskSources } from './sources.js';

/** What the agents' pages are made with; handed over by `src/running`. */
export type Desk = {
  /** What the agents' verbs stand on (`src/desk`). */
  verbs: Verbs;
  db: Database;
  clock: Clock;
  log: Log;
  settings: DeskSettings;
  sources: DeskSources;
  health: DeskHealth;
};

/** How the service itself stands, whichever process does the work. */
export type DeskHealth = {
  /** The end of the last pass over the mailbox: the only real proof that mail is read. */
  lastPassAt(): Promise<Date | null>;
  /** Later than this, something is wrong. */
  passWithinMs: number;
  queues: QueueOffice;
};

export type DeskSettings = {
  /** As agents type it in their browser: cookies are `Secure` when it is https. */
  publicUrl: URL;
  sessions: SessionLimits;
  trustedProxies: string[];
  /** Requests per minute, from one session or one address. */
  requestsPerMinute: number;
  oidc: OidcSettings | null;
  service: ServiceIdentity;
  /** What a supervisor may read of the settings: no secret. */
  shown: readonly { name: string; value: string }[];
};
