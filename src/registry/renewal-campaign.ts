/**
 * The life of a campaign: prepared, then open (its letters leave) or paused (none does); closed once its last day is
 * over; applied when every commune is settled and every order carried out.
 */
export const nextCampaignStates = {
  prepared: ['open'],
  open: ['paused', 'closed'],
  paused: ['open', 'closed'],
  closed: ['applied'],
  applied: [],
} as const satisfies Record<string, readonly string[]>;

export type CampaignState = keyof typeof nextCampaignStates;

export function canBecome(from: CampaignState, to: CampaignState): boolean {
  return (nextCampaignStates[from] as readonly CampaignState[]).includes(to);
}

/** The states from which this one may be reached. */
export function campaignStatesBefore(to: CampaignState): CampaignState[] {
  return (Object.keys(nextCampaignStates) as CampaignState[]).filter((from) => canBecome(from, to));
}

/** True from its opening until everything is applied: somebody may be waiting for it. */
export function isUnderWay(state: CampaignState): boolean {
  return state !== 'prepared' && state !== 'applied';
}
