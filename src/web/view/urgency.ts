import { DAYS_TO_OPEN } from '../../provisioning/deadlines.js';
import { longDay, shortDay } from './short-dates.js';

/** How soon the two weeks end: told in words, by a bar that fills, and only then by a colour. */
export type Urgency = {
  level: 'late' | 'soon' | 'calm' | 'over';
  words: string;
  /** The legal limit, and the day aimed at. */
  due: string;
  dueLong: string;
  /** Share of the two weeks gone, 0…100. */
  gone: number;
};

const SOON_DAYS = 4;

export function urgencyOf(row: { daysLeft: number; dueOn: string; status: string }): Urgency {
  const { daysLeft, dueOn } = row;
  const gone = Math.max(0, Math.min(100, Math.round(((DAYS_TO_OPEN - daysLeft) / DAYS_TO_OPEN) * 100)));
  const day = { due: shortDay(dueOn), dueLong: longDay(dueOn), gone };
  if (row.status === 'opened' || row.status === 'closed') return { level: 'over', words: 'Terminé', ...day };
  if (daysLeft < 0) return { level: 'late', words: `▲ En retard de ${days(-daysLeft)}`, ...day };
  if (daysLeft === 0) return { level: 'late', words: '▲ Dernier jour', ...day };
  if (daysLeft <= SOON_DAYS) return { level: 'soon', words: `◆ ${days(daysLeft)}`, ...day };
  return { level: 'calm', words: days(daysLeft), ...day };
}

function days(count: number): string {
  return `${count}\u00a0jour${count > 1 ? 's' : ''}`;
}
