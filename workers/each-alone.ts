import { isPassingFailure } from '../src/store/passing-failure.js';

/**
 * Does all at once; when that fails, each alone, so that one that cannot be done costs nobody else anything. A failure
 * of the base itself, which will pass, is thrown: it is nobody's fault.
 */
export async function eachAloneIfTogetherFails<Item>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<void>,
  onFailure: (item: Item, error: unknown) => Promise<void>,
): Promise<void> {
  try {
    await work(items);
  } catch (error) {
    if (isPassingFailure(error)) throw error;
    if (items.length === 1) return onFailure(items[0]!, error);
    for (const item of items) await eachAloneIfTogetherFails([item], work, onFailure);
  }
}
