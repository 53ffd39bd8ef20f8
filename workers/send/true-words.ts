import type { ReplyFacts } from '../../src/reply/reply-facts.js';

/** A file made when the reply leaves. `isTheirs`: their own workbook, its cells marked. */
export type MadeFile = { name: string; isTheirs?: boolean; isPrefilled?: boolean };

/**
 * Pure: the facts as the files really made tell them, or null when the letter written says it already. A letter never
 * promises a file it does not carry, nor names it wrongly.
 */
export function trueFacts(facts: ReplyFacts, made: MadeFile | null): ReplyFacts | null {
  if ('workbookName' in facts) {
    const { workbookName: promised, workbookIs = 'theirs' } = facts;
    const name = made?.name ?? null;
    const isOf = made?.isTheirs === false ? 'ours' : 'theirs';
    if (name === promised && (name === null || isOf === workbookIs)) return null;
    return { ...facts, workbookName: name, workbookIs: isOf };
  }
  if ('modelName' in facts) {
    const name = made?.name ?? null;
    const isModelPrefilled = made?.isPrefilled === true;
    if (name === facts.modelName && isModelPrefilled === (facts.isModelPrefilled === true)) return null;
    return { ...facts, modelName: name, isModelPrefilled };
  }
  return null;
}
