import type { Person } from '../registry/person.js';

/** What must be done at laclasse.com for one school. */
export type AccessTask = {
  orderId: string;
  kind: string;
  communeInsee: string;
  uai: string;
  schoolName: string;
  administrator: Person;
};

/** The little we ask of whoever carries orders out. Carrying the same order out twice must change nothing more. */
export interface AccessAdapter {
  /** Answers what proves that it is done. @throws when it could not be done now: it is tried again. */
  carryOut(task: AccessTask): Promise<{ proof: Record<string, string> }>;
}
