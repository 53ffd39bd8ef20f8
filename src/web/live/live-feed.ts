import { errorFacts, type Log } from '../../kernel/log.js';
import type { Database } from '../../store/database.js';
import { liveVersion } from '../../store/desk/live-version.js';

export type LiveFeed = {
  /** `tell` is called with each new version until the answer is called. */
  follow(tell: (version: string) => void): () => void;
  close(): void;
};

/** One small question per `everyMs` to the base, however many look; none when nobody does. */
export function openLiveFeed(db: Database, log: Log, everyMs: number): LiveFeed {
  const followers = new Set<(version: string) => void>();
  let timer: NodeJS.Timeout | undefined;
  let last = '';

  async function look(): Promise<void> {
    try {
      const version = await liveVersion(db);
      if (version !== last) for (const tell of followers) tell(version);
      last = version;
    } catch (error) {
      log.warn('live version not read', errorFacts(error));
    }
    timer = followers.size > 0 ? setTimeout(look, everyMs) : undefined;
  }

  return {
    follow(tell) {
      followers.add(tell);
      if (last !== '') tell(last);
      timer ??= setTimeout(look, 0);
      return () => followers.delete(tell);
    },
    close() {
      clearTimeout(timer);
      followers.clear();
    },
  };
}
