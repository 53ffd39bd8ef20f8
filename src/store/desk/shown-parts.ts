import type { Queries } from '../database.js';

/** A mail as an agent may read it: cleaned of everything but words. */
export type ShownMail = {
  from: string;
  replyTo: string;
  to: string;
  cc: string;
  date: string;
  /** What this person wrote, and what they quoted. */
  text: string;
  quoted: string;
  isCut: boolean;
};

export type ShownCell = {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
  isHidden: boolean;
};

/** The cells of a document that a page can show. */
export type ShownDocument = {
  sheets: { name: string; isHidden: boolean; cells: ShownCell[] }[];
  isCut: boolean;
};

/** Part of a message prepared for a page: `mail`, or the path of a document. Prepared again after the code that does it changed. */
type PartName = { messageId: string; part: string };

/** Raised when what is prepared changes its shape: older ones are prepared again. */
const SHAPE = 1;

/** Undefined when it was never prepared; null when it cannot be (a document that does not open). */
export async function loadShownPart<Part>(
  db: Queries,
  { messageId, part }: PartName,
): Promise<Part | null | undefined> {
  const row = await db
    .selectFrom('shown_part')
    .select('shown')
    .where('message_id', '=', messageId)
    .where('part', '=', part)
    .where('shape', '=', SHAPE)
    .executeTakeFirst();
  return row === undefined ? undefined : (row.shown as Part | null);
}

export async function saveShownPart(
  db: Queries,
  { messageId, part }: PartName,
  shown: unknown,
): Promise<void> {
  const value = { shown: JSON.stringify(shown), shape: SHAPE };
  await db
    .insertInto('shown_part')
    .values({ message_id: messageId, part, ...value })
    .onConflict((conflict) => conflict.columns(['message_id', 'part']).doUpdateSet(value))
    .execute();
}
