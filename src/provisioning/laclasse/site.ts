import type { OneAtATime } from './one-at-a-time.js';
import type { LaclasseServer } from './server.js';
import type { LaclasseSettings } from './settings.js';
import type { KnownTypes } from './types-in-use.js';

/** laclasse.com as the steps see it. */
export type Site = {
  settings: LaclasseSettings;
  server: LaclasseServer;
  turns: OneAtATime;
  types: KnownTypes;
};

/** Does one step alone in the whole house. Every call it makes first checks that its turn has not ended. */
export function inTurn<Value>(site: Site, step: (server: LaclasseServer) => Promise<Value>): Promise<Value> {
  return site.turns.run((hold) =>
    step({
      async ask(method, path, body) {
        await hold.renew();
        return site.server.ask(method, path, body);
      },
    }),
  );
}
