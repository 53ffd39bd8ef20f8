/**
 * Every problem a reading may report. One code, and everything hangs off it: the French sentence, the queue's label,
 * the metric, the test. `test/architecture.test.ts` fails when a code has no sentence.
 */
export const problemCodes = [
  'missing',
  'invalid_email',
  'invalid_phone',
  'invalid_name',
  'invalid_uai',
  'not_in_list',
  'ambiguous',
  'duplicate',
  'conflict',
  'shared_mailbox',
  'uai_mismatch',
  'second_value',
  'encrypted',
  'empty',
  'scanned',
  'unsupported',
  'unreadable',
  'too_large',
  'not_a_form',
] as const;

export type ProblemCode = (typeof problemCodes)[number];
