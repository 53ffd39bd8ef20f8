/** What agents do in the simulation is never refused: when it is, the simulation is wrong. */
export function mustBe<Outcome extends { kind: string }, Kind extends Outcome['kind']>(
  kind: Kind,
  outcome: Outcome,
): Extract<Outcome, { kind: Kind }> {
  if (outcome.kind !== kind) throw new Error(`The desk answered ${JSON.stringify(outcome)}`);
  return outcome as Extract<Outcome, { kind: Kind }>;
}
