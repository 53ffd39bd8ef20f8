import { ensure } from './ensure.js';
import { userById } from './find-users.js';
import { inTurn, type Site } from './site.js';

/**
 * Deletes for good an account that a closing locked, once its grace is over. Left alone: somebody who has been given a
 * profile since, whom the academy knows, or who administers the whole server. Asked again, it is `gone`.
 * @throws Interrupted when it cannot be known or done now.
 */
export function deleteAccount(site: Site, userId: string): Promise<'deleted' | 'kept' | 'gone'> {
  return inTurn(site, async (server) => {
    const user = await userById(server, userId);
    if (user === undefined) return 'gone';
    if (user.profiles.length > 0 || user.super_admin || user.aaf_jointure_id != null) return 'kept';
    const isGone = async () => ((await userById(server, userId)) === undefined ? true : undefined);
    await ensure(isGone, () => server.ask('DELETE', `users/${encodeURIComponent(userId)}`));
    return 'deleted';
  });
}
