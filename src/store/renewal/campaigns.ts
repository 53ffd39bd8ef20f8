import { Temporal } from 'temporal-polyfill';
import type { CampaignDays } from '../../provisioning/renewal-calendar.js';
import { type CampaignState, campaignStatesBefore } from '../../registry/renewal-campaign.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries, Tx } from '../database.js';
import type { RenewalTables } from '../tables/renewal.js';

/** A campaign as prepared: its days and its pace are its own, whatever the settings become. */
export type Campaign = {
  year: SchoolYear;
  state: CampaignState;
  days: CampaignDays;
  lettersPerHour: number;
  /** Calendar days after the last day before silence renews a list. */
  silenceAfterDays: number;
  preparedAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  appliedAt: Date | null;
  version: number;
};

/** Latest first. */
export async function listCampaigns(db: Queries): Promise<Campaign[]> {
  const rows = await db.selectFrom('renewal_campaign').selectAll().orderBy('school_year', 'desc').execute();
  return rows.map(campaignOf);
}

export async function findCampaign(db: Queries, year: SchoolYear): Promise<Campaign | null> {
  const row = await db
    .selectFrom('renewal_campaign')
    .selectAll()
    .where('school_year', '=', year)
    .executeTakeFirst();
  return row === undefined ? null : campaignOf(row);
}

type Row = { [Column in keyof RenewalTables['renewal_campaign']]: unknown };

function campaignOf(row: Row): Campaign {
  const day = (value: unknown) => Temporal.PlainDate.from(value as string);
  return {
    year: row.school_year as number,
    state: row.status as CampaignState,
    days: {
      opensOn: day(row.opens_on),
      remindsOn: (row.reminds_on as string[]).map(day),
      lastDay: day(row.last_day),
      applyBy: day(row.apply_by),
      removalsFrom: day(row.removals_from),
    },
    lettersPerHour: row.letters_per_hour as number,
    silenceAfterDays: row.silence_after_days as number,
    preparedAt: row.prepared_at as Date,
    openedAt: row.opened_at as Date | null,
    closedAt: row.closed_at as Date | null,
    appliedAt: row.applied_at as Date | null,
    version: row.version as number,
  };
}

export type NewCampaign = Pick<
  Campaign,
  'year' | 'days' | 'lettersPerHour' | 'silenceAfterDays' | 'preparedAt'
>;

/** Once per school year. Answers whether it is prepared now. */
export async function insertCampaign(tx: Tx, campaign: NewCampaign): Promise<boolean> {
  const { year, days, lettersPerHour, silenceAfterDays, preparedAt } = campaign;
  const row = await tx
    .insertInto('renewal_campaign')
    .values({
      school_year: year,
      status: 'prepared',
      opens_on: days.opensOn.toString(),
      reminds_on: days.remindsOn.map(String),
      last_day: days.lastDay.toString(),
      apply_by: days.applyBy.toString(),
      removals_from: days.removalsFrom.toString(),
      letters_per_hour: lettersPerHour,
      silence_after_days: silenceAfterDays,
      prepared_at: preparedAt,
      opened_at: null,
      closed_at: null,
      applied_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('school_year')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Moves a campaign to a state its present one leads to; only from `version` when given. Answers whether it moved: asked
 * twice, it moves once.
 */
export async function moveCampaign(
  tx: Queries,
  year: SchoolYear,
  { to, at, version }: { to: CampaignState; at: Date; version?: number },
): Promise<boolean> {
  const when =
    to === 'closed'
      ? { closed_at: at }
      : to === 'applied'
        ? { applied_at: at }
        : ({} as Record<string, never>);
  let moving = tx
    .updateTable('renewal_campaign')
    .set((is) => ({
      status: to,
      ...when,
      ...(to === 'open' ? { opened_at: is.fn.coalesce('opened_at', is.val(at)) } : {}),
      version: is('version', '+', 1),
    }))
    .where('school_year', '=', year)
    .where('status', 'in', campaignStatesBefore(to));
  if (version !== undefined) moving = moving.where('version', '=', version);
  return (await moving.executeTakeFirst()).numUpdatedRows > 0n;
}
