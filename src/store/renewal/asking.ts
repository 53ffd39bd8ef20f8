import type { CaseCampaign } from '../../decision/renewal/case-renewal.js';
import type { Queries } from '../database.js';
import { listCampaigns } from './campaigns.js';

/** By commune, the campaigns that ask it for its list, opened or over: its form may answer one. */
export async function loadCampaignsAsking(
  db: Queries,
  insees: readonly string[],
): Promise<Map<string, CaseCampaign[]>> {
  const asking = new Map<string, CaseCampaign[]>();
  if (insees.length === 0) return asking;
  const campaigns = (await listCampaigns(db)).filter(({ state }) => state !== 'prepared');
  if (campaigns.length === 0) return asking;
  const rows = await db
    .selectFrom('renewal_participant as participant')
    .select((is) => [
      'commune_insee',
      'school_year',
      is
        .exists(
          is
            .selectFrom('request_year')
            .innerJoin('request', 'request.id', 'request_year.request_id')
            .select('request.id')
            .whereRef('request_year.campaign', '=', 'participant.school_year')
            .whereRef('request.commune_insee', '=', 'participant.commune_insee')
            .where('request.status', '<>', 'closed'),
        )
        .as('has_answered'),
    ])
    .where('commune_insee', 'in', insees)
    .execute();
  for (const { commune_insee, school_year, has_answered } of rows) {
    const campaign = campaigns.find(({ year }) => year === school_year);
    if (campaign === undefined) continue;
    const { year, days } = campaign;
    const known = asking.get(commune_insee) ?? [];
    asking.set(commune_insee, [...known, { year, days, hasAnswered: Boolean(has_answered) }]);
  }
  return asking;
}
