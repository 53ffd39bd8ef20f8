import type { Convention } from '../registry/convention.js';
import type { Database } from './database.js';

/** Writes these conventions over those of the same communes, all or none. One only signed is not kept yet. */
export async function saveConventions(db: Database, conventions: readonly Convention[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const { communeInsee, notifiedOn, denunciation } of conventions) {
      if (notifiedOn === null) continue;
      const days = {
        notified_on: notifiedOn.toString(),
        denounced_on: denunciation?.receivedOn.toString() ?? null,
        ends_on: denunciation?.endsOn.toString() ?? null,
      };
      await tx
        .insertInto('convention')
        .values({ commune_insee: communeInsee, ...days })
        .onConflict((conflict) => conflict.column('commune_insee').doUpdateSet(days))
        .execute();
    }
  });
}
