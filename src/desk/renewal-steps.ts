import { receptionDay } from '../provisioning/deadlines.js';
import { campaignDays } from '../provisioning/renewal-calendar.js';
import type { SchoolYear } from '../registry/school-year.js';
import type { Tx } from '../store/database.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { insertCampaign, moveCampaign, type NewCampaign } from '../store/renewal/campaigns.js';
import { enrolParticipants } from '../store/renewal/participants.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { maySupervise } from './may-act.js';

/** What a supervisor does to a campaign, and the state it leads to. */
export const campaignSteps = {
  prepare: 'prepared',
  open: 'open',
  pause: 'paused',
  resume: 'open',
  close: 'closed',
} as const;
export type CampaignStep = keyof typeof campaignSteps;

/** As it would be prepared with the settings of today. */
export function plannedCampaign(desk: Desk, year: SchoolYear, preparedAt: Date): NewCampaign {
  const { calendar, lettersPerHour, silenceAfterDays } = desk.renewal;
  return { year, days: campaignDays(year, calendar), lettersPerHour, silenceAfterDays, preparedAt };
}

/** Once, from the version that the supervisor saw; kept in the audit log. The workers do the rest. */
export async function stepCampaign(
  desk: Desk,
  agent: Agent,
  { year, step, version }: { year: SchoolYear; step: CampaignStep; version: number },
): Promise<{ kind: 'done' } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    if (!(await doStep(tx, desk, { year, step, version, at }))) return refused('plan-changed');
    const facts = { year, step };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'renewal-step', requestId: null, facts });
    return { kind: 'done' };
  });
}

type Stepping = { year: SchoolYear; step: CampaignStep; version: number; at: Date };

async function doStep(tx: Tx, desk: Desk, { year, step, version, at }: Stepping): Promise<boolean> {
  const isDone =
    step === 'prepare'
      ? await insertCampaign(tx, plannedCampaign(desk, year, at))
      : await moveCampaign(tx, year, { to: campaignSteps[step], at, version });
  if (isDone && step !== 'close') await enrolParticipants(tx, year, receptionDay(at).toString());
  return isDone;
}
