import type { OrderKind } from '../../../../src/provisioning/order-kinds.js';
import { held, once, type Place } from './a-place.js';
import { aPerson, aUai, type OrderShape } from './stored-orders.js';

/** An order with all that must be there before it, and what must be there once it is done, whatever happened. */
export type Scenario = { shape: OrderShape; check(place: Place): void };

const none = { structures: 1, users: 1, emails: 1, phones: 1, profiles: 0 };

/** Each kind of order in the state where it has the most to do. */
export const scenarios: Record<string, (place: Place) => Promise<Scenario>> = {
  'open-school': async () => {
    const [uai, administrator] = [aUai(), aPerson()];
    return {
      shape: { kind: 'open-school', uai, administrator },
      check: ({ fake }) => expect(held(fake, administrator, uai)).toEqual(once),
    };
  },
  /** Somebody who has an account: profile, address and phone are steps of their own. */
  'add-administrator': async (place) => {
    const [uai, other, administrator] = [aUai(), aUai(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator: aPerson() });
    await place.done({ kind: 'open-school', uai: other, administrator });
    const { rows } = place.fake.base;
    const email = rows.emails.find(({ address }) => address === administrator.email)!;
    email['type'] = 'Ent';
    rows.phones = rows.phones.filter(({ user_id }) => user_id !== email['user_id']);
    return {
      shape: { kind: 'add-administrator', uai, administrator },
      check: ({ fake }) => {
        expect(held(fake, administrator, uai)).toEqual(once);
        expect(fake.base.rows.emails.find(({ id }) => id === email['id'])).toMatchObject({ type: 'Autre' });
      },
    };
  },
  'replace-administrator': async (place) => {
    const [uai, administrator, former] = [aUai(), aPerson(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator: former });
    return {
      shape: { kind: 'replace-administrator', uai, administrator, former },
      check: ({ fake }) => {
        expect(held(fake, administrator, uai)).toEqual(once);
        expect(held(fake, former, uai)).toEqual(none);
      },
    };
  },
  'close-school': async (place) => {
    const [uai, administrator] = [aUai(), aPerson()];
    const { proof } = await place.done({ kind: 'open-school', uai, administrator });
    return {
      shape: { kind: 'close-school', uai, administrator },
      check: ({ fake }) => {
        expect(held(fake, administrator, uai)).toMatchObject({
          structures: 1,
          users: 0,
          emails: 0,
          profiles: 0,
        });
        expect(fake.base.rows.users.filter(({ id }) => id === proof['user'])).toHaveLength(1);
      },
    };
  },
  'reopen-school': async (place) => {
    const [uai, administrator] = [aUai(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator });
    await place.done({ kind: 'close-school', uai, administrator });
    return {
      shape: { kind: 'reopen-school', uai, administrator },
      check: ({ fake }) => expect(held(fake, administrator, uai)).toEqual(once),
    };
  },
  'update-contact': async (place) => {
    const [uai, former] = [aUai(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator: former });
    const administrator = aPerson({ lastName: `${former.lastName}x` });
    return {
      shape: { kind: 'update-contact', uai, administrator, former },
      check: ({ fake }) => {
        expect(held(fake, administrator, uai)).toEqual(once);
        expect(held(fake, former, uai)).toMatchObject({ users: 0 });
      },
    };
  },
} satisfies Record<OrderKind, (place: Place) => Promise<Scenario>>;
