import type { Config } from '../config.js';
import { errorFacts, type Log } from '../kernel/log.js';
import type { AccessAdapter } from '../provisioning/access-adapter.js';
import { Interrupted } from '../provisioning/laclasse/interrupted.js';
import { laclasseAdapter } from '../provisioning/laclasse/laclasse-adapter.js';
import { openLaclasseServer } from '../provisioning/laclasse/server.js';
import type { LaclasseSettings } from '../provisioning/laclasse/settings.js';
import type { Site } from '../provisioning/laclasse/site.js';
import { knownTypes } from '../provisioning/laclasse/types-in-use.js';
import { manual } from '../provisioning/manual.js';
import { recordOnly } from '../provisioning/record-only.js';
import type { Database } from '../store/database.js';
import { oneAtATimeIn } from '../store/one-at-a-time.js';

/** Whoever carries orders out, as the settings say. What laclasse.com numbers in its own way is asked at once. */
export function openAccessAdapter({ laclasse }: Config, db: Database, log: Log): AccessAdapter {
  if (laclasse.orders === 'manual') return manual;
  if (laclasse.orders === 'record-only') return recordOnly;
  const site = openSite(laclasse.server!, laclasse.turns, db);
  Promise.all([site.types.structureType(), site.types.checkProfileType()])
    .then(([structureType]) => log.info('laclasse.com answered', { structureType }))
    .catch((error: unknown) =>
      log.warn('laclasse.com did not say its types, it is asked again at need', {
        ...errorFacts(error),
        because: error instanceof Interrupted ? error.message : undefined,
      }),
    );
  return laclasseAdapter(site);
}

/** laclasse.com, with the turn that all processes share. */
export function openSite(settings: LaclasseSettings, turns: Config['laclasse']['turns'], db: Database): Site {
  const server = openLaclasseServer(settings);
  return { settings, server, turns: oneAtATimeIn(db, turns), types: knownTypes(server, settings) };
}
