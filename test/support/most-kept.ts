import { Temporal } from 'temporal-polyfill';
import type { PlannableOrder, PlanningRules } from '../../src/provisioning/plan-orders.js';
import type { Opening } from '../../src/provisioning/working-hours.js';

/**
 * How many promises could be kept at best: a maximum flow from orders through the hours to the days, by augmenting paths.
 * Knows nothing of urgency or order of work: what a plan is measured against.
 */
export function mostKept(
  orders: readonly Pick<PlannableOrder, 'dueOn' | 'notBefore'>[],
  openings: readonly Opening[],
  { perDay }: Pick<PlanningRules, 'perDay'>,
): number {
  const hoursOfDay = new Map<string, number>();
  for (const { day } of openings) hoursOfDay.set(String(day), (hoursOfDay.get(String(day)) ?? 0) + 1);
  const perHour = Math.ceil(perDay / Math.max(1, ...hoursOfDay.values()));
  const graph = new Flow();
  orders.forEach(({ dueOn, notBefore }, index) => {
    graph.edge('source', `order ${index}`, 1);
    openings.forEach(({ day }, hour) => {
      if (Temporal.PlainDate.compare(day, dueOn) > 0) return;
      if (notBefore !== null && Temporal.PlainDate.compare(day, notBefore) < 0) return;
      graph.edge(`order ${index}`, `hour ${hour}`, 1);
    });
  });
  openings.forEach(({ day }, hour) => {
    graph.edge(`hour ${hour}`, String(day), perHour);
  });
  for (const day of hoursOfDay.keys()) graph.edge(day, 'sink', perDay);
  return graph.most('source', 'sink');
}

class Flow {
  private readonly room = new Map<string, Map<string, number>>();

  edge(from: string, to: string, capacity: number): void {
    this.add(from, to, capacity);
    this.add(to, from, 0);
  }

  most(source: string, sink: string): number {
    let flow = 0;
    while (this.augment(source, sink, new Set())) flow += 1;
    return flow;
  }

  private add(from: string, to: string, capacity: number): void {
    const edges = this.room.get(from) ?? new Map<string, number>();
    edges.set(to, (edges.get(to) ?? 0) + capacity);
    this.room.set(from, edges);
  }

  private augment(at: string, sink: string, seen: Set<string>): boolean {
    if (at === sink) return true;
    seen.add(at);
    for (const [next, left] of this.room.get(at) ?? []) {
      if (left <= 0 || seen.has(next) || !this.augment(next, sink, seen)) continue;
      this.add(at, next, -1);
      this.add(next, at, 1);
      return true;
    }
    return false;
  }
}
