import { unreachable } from '../kernel/result.js';
import type { PlannedChange } from '../registry/change.js';
import type { Person } from '../registry/person.js';
import type { Uai } from '../registry/uai.js';
import type { OrderKind } from './order-kinds.js';

/** What a change of the registry asks of laclasse.com. */
export type AskedOrder = {
  kind: OrderKind;
  uai: Uai;
  schoolName: string;
  administrator: Person;
  /** Whose access is removed, or the same person as known before; else null. */
  former: Person | null;
};

/** Null for a contact of the commune: nobody has an access at laclasse.com for being one. */
export function orderForChange(change: PlannedChange): AskedOrder | null {
  if (change.kind === 'set-contact') return null;
  const { uai, name: schoolName, administrator } = change.school;
  const school = { uai, schoolName, administrator };
  switch (change.kind) {
    case 'add-school':
      return { kind: 'open-school', ...school, former: null };
    case 'add-administrator':
      return { kind: 'add-administrator', ...school, former: null };
    case 'replace-administrator':
      return { kind: 'replace-administrator', ...school, former: change.former };
    case 'update-administrator':
      return { kind: 'update-contact', ...school, former: change.former };
    case 'remove-school':
      return { kind: 'close-school', ...school, former: null };
    default:
      return unreachable(change);
  }
}
