import type { FieldEdit } from './apply-edits.js';

/** Pure: of all that was written over a reading, oldest first, what counts now. */
export function editsInForce(
  edits: readonly { field: string; value: string | null; isWithdrawn: boolean }[],
): FieldEdit[] {
  const last = new Map<string, { value: string | null; isWithdrawn: boolean }>();
  for (const { field, ...edit } of edits) {
    last.delete(field);
    last.set(field, edit);
  }
  return [...last].flatMap(([field, { value, isWithdrawn }]) => (isWithdrawn ? [] : [{ field, value }]));
}
