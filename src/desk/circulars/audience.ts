import type { Contact, ContactAs } from '../../store/circulars/contacts.js';

/** To whom: contacts of these kinds, of these communes (empty: of all), of these schools alone when some are named. */
export type Audience = { as: readonly ContactAs[]; communes: readonly string[]; uais: readonly string[] };

export type Recipient = { address: string; toldAs: string[] };
export type Choice = {
  recipients: Recipient[];
  /** Not written to: an address that bounced, or that wants no more news. */
  left: { address: string; why: 'bounced' | 'refused' }[];
};

/** Pure: each address once, whatever it is a contact of, in the order of addresses. */
export function chooseRecipients(
  contacts: readonly Contact[],
  { as, communes, uais }: Audience,
  unwritten: { bounced: ReadonlySet<string>; refused: ReadonlySet<string> },
  { mayBeRefused }: { mayBeRefused: boolean },
): Choice {
  const chosen = contacts.filter(
    (contact) =>
      as.includes(contact.as) &&
      (communes.length === 0 || communes.includes(contact.communeInsee)) &&
      (uais.length === 0 || contact.as !== 'administrator' || uais.includes(contact.school!.uai)),
  );
  const byAddress = new Map<string, string[]>();
  for (const contact of chosen)
    byAddress.set(contact.address, [...(byAddress.get(contact.address) ?? []), toldAs(contact)]);
  const all = [...byAddress]
    .map(([address, told]) => ({ address, toldAs: told }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
  const why = ({ address }: Recipient) =>
    unwritten.bounced.has(address)
      ? ('bounced' as const)
      : mayBeRefused && unwritten.refused.has(address)
        ? ('refused' as const)
        : null;
  return {
    recipients: all.filter((one) => why(one) === null),
    left: all.flatMap((one) => {
      const reason = why(one);
      return reason === null ? [] : [{ address: one.address, why: reason }];
    }),
  };
}

function toldAs({ as, communeName, school }: Contact): string {
  if (as === 'technical') return `correspondant technique, ${communeName}`;
  if (as === 'followUp') return `suivi du projet, ${communeName}`;
  return `administrateur, ${school!.name} (${communeName})`;
}
