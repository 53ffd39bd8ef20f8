import { holdsIn } from '../../fees/counting-decision.js';
import { draftStatement, type StatementDraft } from '../../fees/draft-statement.js';
import { type FeeSettings, yearOfFees } from '../../fees/fee-settings.js';
import { inYear } from '../../registry/yearly.js';
import type { Queries } from '../database.js';
import { loadCommunesInUse } from './communes-in-use.js';
import { loadCountingDecisions } from './counting-decisions.js';

/** What each commune would owe for a year, as the base stands now; one that owes nothing has no draft line. */
export async function loadDrafts(
  db: Queries,
  settings: FeeSettings,
  year: number,
): Promise<StatementDraft[]> {
  const [communes, decisions] = await Promise.all([loadCommunesInUse(db, year), loadCountingDecisions(db)]);
  const feeYear = yearOfFees(settings, year);
  const priceCents = inYear(settings.priceCents, year);
  return communes.map((commune) =>
    draftStatement(commune, feeYear, {
      priceCents,
      decisions: decisions.filter(
        (decision) => decision.communeInsee === commune.insee && holdsIn(decision, year),
      ),
    }),
  );
}
