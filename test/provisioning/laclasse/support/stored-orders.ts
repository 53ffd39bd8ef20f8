import { randomUUID } from 'node:crypto';
import type { OrderKind } from '../../../../src/provisioning/order-kinds.js';
import type { Person } from '../../../../src/registry/person.js';
import { keyLetter } from '../../../../src/registry/uai.js';
import type { Database } from '../../../../src/store/database.js';

let lastSchool = 0;

/** A UAI that no other test of this process uses. */
export function aUai(): string {
  lastSchool += 1;
  const digits = `069${String(lastSchool).padStart(4, '0')}`;
  return digits + keyLetter(digits);
}

let lastPerson = 0;

export function aPerson(more: Partial<Person> = {}): Person {
  lastPerson += 1;
  return {
    firstName: 'Ana',
    lastName: `Martin${lastPerson}`,
    jobTitle: 'Directrice',
    email: `ana.martin${lastPerson}@ville.example`,
    phone: `+33472${String(lastPerson).padStart(6, '0')}`,
    ...more,
  };
}

export type OrderShape = { kind: OrderKind; uai: string; administrator: Person; former?: Person | null };

/** An order as an accepted request leaves it: planned, and due. */
export async function aStoredOrder(db: Database, shape: OrderShape): Promise<string> {
  const [id, requestId] = [randomUUID(), randomUUID()];
  const day = '2026-11-20';
  await db
    .insertInto('request')
    .values({
      id: requestId,
      reference: requestId,
      status: 'accepted',
      commune_insee: '69273',
      sender: 'mairie@ville.example',
      opened_at: new Date(),
      due_on: day,
      target_on: day,
      waiting_since: null,
    })
    .execute();
  await db
    .insertInto('access_order')
    .values({
      id,
      request_id: requestId,
      kind: shape.kind,
      commune_insee: '69273',
      uai: shape.uai,
      school_name: 'École Jean Jaurès',
      administrator: JSON.stringify(shape.administrator),
      former: shape.former ? JSON.stringify(shape.former) : null,
      asked_on: day,
      due_on: day,
      target_on: day,
      not_before: null,
      status: 'planned',
      due_at: new Date(Date.now() - 1_000),
      done_at: null,
      proof: null,
    })
    .execute();
  return id;
}
