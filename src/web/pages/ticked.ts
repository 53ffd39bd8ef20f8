import { findRequestsByReference } from '../../store/desk/find-reference.js';
import type { Asked } from '../server/page.js';

/** The requests ticked in the list, each with the version seen (`LC-2026-00042:3`). */
export async function ticked({ desk, form }: Asked) {
  const seen = new Map(
    form
      .texts('dossier')
      .slice(0, 100)
      .flatMap((one) => {
        const [, reference, version] = /^(LC-\d{4}-\d{5,9}):(\d{1,9})$/.exec(one) ?? [];
        return reference === undefined ? [] : [[reference, Number(version)] as const];
      }),
  );
  const found = await findRequestsByReference(desk.db, [...seen.keys()]);
  return found.map(({ id, reference }) => ({ requestId: id, reference, version: seen.get(reference)! }));
}
