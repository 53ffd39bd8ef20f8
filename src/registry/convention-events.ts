/** What happens to a convention. Rows of `convention_event` hold these words. */
export const conventionEventKinds = [
  'signed',
  /** It runs from that day. */
  'notified',
  /** One more year, at an anniversary, because nobody denounced it. */
  'renewed',
  /** The registered letter that ends it was received. */
  'denounced',
  /** Another letter says that the commune stays. */
  'denunciation-withdrawn',
  /** The commune and its administrators were reminded of the end. */
  'reminded',
  /** The day after its last one: its schools left the list, the commune was told. */
  'ended',
  /** Another commune holds it, which replaced the one that signed it. */
  'taken-over',
  /** A supervisor mended its dates. */
  'corrected',
] as const;

export type ConventionEventKind = (typeof conventionEventKinds)[number];
