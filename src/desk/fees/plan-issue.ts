import { asksTheSame, type StatementDraft } from '../../fees/draft-statement.js';
import type { IssuedStatement } from '../../store/fees/statements.js';

/** A commune's fees for a year: what it would owe now, and what was issued last. */
export type FeesOfCommune = {
  draft: StatementDraft | null;
  issued: IssuedStatement | null;
  /** `to-issue`: nothing issued yet; `changed`: what was issued says something else; `nothing`: nothing is owed. */
  standing: 'to-issue' | 'issued' | 'changed' | 'nothing';
};

/** Pure: each commune once, in the order of their names. */
export function planIssue(
  drafts: readonly StatementDraft[],
  statements: readonly IssuedStatement[],
): FeesOfCommune[] {
  const issued = new Map(
    statements.filter(({ isCurrent }) => isCurrent).map((one) => [one.communeInsee, one]),
  );
  const drafted = new Map(drafts.map((draft) => [draft.communeInsee, draft]));
  const all = new Set([...drafted.keys(), ...issued.keys()]);
  return [...all]
    .map((insee) => standing(drafted.get(insee) ?? null, issued.get(insee) ?? null))
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'fr'));
}

function standing(draft: StatementDraft | null, issued: IssuedStatement | null): FeesOfCommune {
  if (issued === null) {
    return { draft, issued, standing: draft === null || draft.lines.length === 0 ? 'nothing' : 'to-issue' };
  }
  const isSame = draft === null ? issued.lines.length === 0 : asksTheSame(draft, issued);
  return { draft, issued, standing: isSame ? 'issued' : 'changed' };
}

function nameOf({ draft, issued }: FeesOfCommune): string {
  return (draft ?? issued)!.communeName;
}
