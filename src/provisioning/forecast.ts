import { Temporal } from 'temporal-polyfill';
import { receptionDay } from './deadlines.js';

/** Why a promise may not be kept. */
export const riskCodes = [
  'late',
  'planned_after_due',
  'never_planned',
  'held',
  'failing',
  'undecided',
  'waiting_for_commune',
  'planned_after_target',
] as const;
export type RiskCode = (typeof riskCodes)[number];

/** What an agent reads beside the promise. */
export const riskSentences: Record<RiskCode, string> = {
  late: 'La date promise est passée.',
  planned_after_due: 'Il n’y a plus de place avant la date promise.',
  never_planned: 'Aucun jour ouvré ne permet de l’exécuter.',
  held: 'L’ordre est suspendu : il attend un agent.',
  failing: 'laclasse.com n’a pas pu l’exécuter au dernier essai.',
  undecided: 'La demande attend une décision.',
  waiting_for_commune: 'La demande attend les corrections de la commune.',
  planned_after_target: 'L’exécution est prévue après la date visée, avant la date promise.',
};

/** A promise not kept yet: an order that waits, or a request that has none yet. */
export type OpenPromise = {
  standing: 'planned' | 'held' | 'awaiting-agent' | 'awaiting-commune';
  dueOn: Temporal.PlainDate;
  targetOn: Temporal.PlainDate;
  plannedAt: Date | null;
  /** The last try failed. */
  isFailing: boolean;
};

/** What waits for a person this many days before its target is at risk; before that, there is time. */
export const RISK_WITHIN_DAYS = 5;

/** Pure: what threatens a promise, seen today; null when it will be kept as far as we can tell. */
export function riskOf(promise: OpenPromise, today: Temporal.PlainDate): RiskCode | null {
  const { standing, dueOn, targetOn, plannedAt, isFailing } = promise;
  const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(one, other) > 0;
  if (isAfter(today, dueOn)) return 'late';

  const isNear = today.until(targetOn).days <= RISK_WITHIN_DAYS;
  if (standing === 'held') return isNear ? 'held' : null;
  if (standing === 'awaiting-agent') return isNear ? 'undecided' : null;
  if (standing === 'awaiting-commune') return isNear ? 'waiting_for_commune' : null;
  if (isFailing) return 'failing';
  if (plannedAt === null) return 'never_planned';
  const plannedOn = receptionDay(plannedAt);
  if (isAfter(plannedOn, dueOn)) return 'planned_after_due';
  return isAfter(plannedOn, targetOn) ? 'planned_after_target' : null;
}

/** Pure: how many promises each risk threatens today, and `none`; a risk that threatens nothing has its zero. */
export function countByRisk(
  promises: readonly (OpenPromise & { count: number })[],
  today: Temporal.PlainDate,
): Map<RiskCode | 'none', number> {
  const counts = new Map<RiskCode | 'none', number>([...riskCodes, 'none' as const].map((code) => [code, 0]));
  for (const promise of promises) {
    const risk = riskOf(promise, today) ?? 'none';
    counts.set(risk, counts.get(risk)! + promise.count);
  }
  return counts;
}
