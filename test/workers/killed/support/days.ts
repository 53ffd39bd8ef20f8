import type { CircularAsked } from '../../../../src/desk/circulars/send-circular.js';
import { silentLog } from '../../../../src/kernel/log.js';
import type { Database } from '../../../../src/store/database.js';
import type { Agent } from '../../../../src/store/desk/agents.js';
import { runRenewal } from '../../../../workers/renewal/run-renewal.js';
import { aService } from '../../../reply/a-reply.js';
import { aCampaign, aListOf2026 } from '../../../support/builders/a-campaign.js';
import { anAgent } from '../../../support/builders/a-dossier.js';
import {
  aConventionOf,
  aListedCommune,
  onlyConventionOf,
} from '../../../support/builders/a-leaving-commune.js';

export type CircularToSend = { id: string; agent: Agent; asked: CircularAsked };

/** What one day has to do: which work, when, and what the base holds before it. */
export type WorkDay = {
  work: 'conventions' | 'renewal' | 'circular';
  instant: string;
  prepare(db: Database): Promise<CircularToSend | null>;
};

const leaves = { notifiedOn: '2019-10-04', denouncedOn: '2027-05-10', endsOn: '2027-10-04' };

async function aLeavingCommune(db: Database): Promise<null> {
  await onlyConventionOf(db);
  await aListedCommune(db);
  await aConventionOf(db, leaves);
  return null;
}

async function renewalAt(db: Database, instant: string): Promise<void> {
  const most = 100_000;
  await runRenewal({
    ...{ db, log: silentLog, service: aService, replies: 'send', closures: new Set() },
    brakes: { addressPerHour: most, addressPerDay: most, requestPerDay: most, servicePerHour: most },
    ...{ ownAddresses: [aService.email], clock: { now: () => new Date(instant) } },
    queues: { enqueue: async () => {} },
    printReference: (reference) => reference,
  });
}

async function aCampaignOf(db: Database, halls: number): Promise<null> {
  for (let index = 0; index < halls; index += 1) await aListOf2026(db, index);
  await aCampaign(db);
  return null;
}

/** Opened, and its letters have arrived, but for the last commune’s, which came back. */
async function lettersHaveLeft(db: Database): Promise<null> {
  await aCampaignOf(db, 3);
  await renewalAt(db, '2027-05-03T07:00:00Z');
  const sent_at = new Date('2027-05-03T07:01:00Z');
  await db.updateTable('reply').set({ status: 'sent', sent_at }).execute();
  const last = await db
    .selectFrom('reply')
    .select('id')
    .orderBy('recipient')
    .limit(1)
    .executeTakeFirstOrThrow();
  await db.updateTable('reply').set({ status: 'bounced' }).where('id', '=', last.id).execute();
  return null;
}

export const days: Record<string, WorkDay> = {
  'conventions: renewals are recorded and closings asked': {
    ...{ work: 'conventions', instant: '2027-05-11T07:00:00Z', prepare: aLeavingCommune },
  },
  'conventions: the commune and its administrators are told of the end': {
    ...{ work: 'conventions', instant: '2027-09-03T07:00:00Z', prepare: aLeavingCommune },
  },
  'conventions: the end is carried out': {
    ...{ work: 'conventions', instant: '2027-10-05T07:00:00Z', prepare: aLeavingCommune },
  },
  'renewal: the opening letters': {
    ...{ work: 'renewal', instant: '2027-05-03T07:00:00Z', prepare: (db) => aCampaignOf(db, 3) },
  },
  'renewal: the reminders': {
    ...{ work: 'renewal', instant: '2027-05-31T07:00:00Z', prepare: lettersHaveLeft },
  },
  'renewal: the closing, then the silence of two communes and a letter that came back': {
    ...{ work: 'renewal', instant: '2027-06-24T07:00:00Z', prepare: lettersHaveLeft },
  },
  'a circular': {
    ...{ work: 'circular', instant: '2026-11-30T09:00:00Z' },
    async prepare(db) {
      await aListedCommune(db);
      return {
        id: '0c1c5e1e-7c4b-4d2e-8f2a-52c1a2b4c001',
        agent: await anAgent(db, 'supervisor'),
        asked: {
          ...{ kind: 'interruption', subject: 'Coupure le 12 décembre', body: 'Coupé de 8 h à 10 h.' },
          audience: { as: ['technical', 'followUp', 'administrator'], communes: [], uais: [] },
        },
      };
    },
  },
};
