import type { SchoolOnList } from '../../src/registry/change.js';
import { communeByInsee } from '../../src/registry/find-commune.js';
import type { ReplyFacts } from '../../src/reply/reply-facts.js';
import { loadRecipients } from '../../src/store/convention-closing.js';
import { callAgent, loadRequestHead } from '../../src/store/convention-request.js';
import type { Tx } from '../../src/store/database.js';
import { nameOf } from '../notices/access-notices.js';
import { type NoticeSettings, oweNotice } from '../notices/owe-notice.js';
import type { Ending } from './carry-end.js';

export type EndingLetters = NoticeSettings;

/** Some days before: to the commune, and to each administrator for all of their schools. Answers the replies owed. */
export async function tellOfEnd(
  tx: Tx,
  settings: EndingLetters,
  ending: Ending,
  now: Date,
): Promise<string[]> {
  const common = await commonOf(tx, settings, ending);
  const commune = await tellCommune(
    tx,
    settings,
    ending,
    { kind: 'convention-ending', ...common, ...partOf(ending) },
    now,
  );
  if (ending.keepsAccess) return commune;
  const { schools: _schools, ...end } = partOf(ending);
  const owed = [...commune];
  for (const [recipient, schools] of byAdministrator(ending.schools)) {
    const facts: ReplyFacts = {
      ...{ kind: 'administrator-access-ending', ...common, ...end },
      administratorName: nameOf(schools[0]!.administrator),
      administeredSchools: schools.map(({ name, uai }) => ({ name, uai })),
    };
    const id = await owe(tx, settings, ending, { facts, recipient }, now);
    if (id !== null) owed.push(id);
  }
  return owed;
}

/** The day after the last one: to the commune. */
export async function tellThatEnded(
  tx: Tx,
  settings: EndingLetters,
  ending: Ending,
  now: Date,
): Promise<string[]> {
  const common = await commonOf(tx, settings, ending);
  return tellCommune(tx, settings, ending, { kind: 'convention-ended', ...common, ...partOf(ending) }, now);
}

/** A commune of which we know nobody is told by an agent, on paper. */
async function tellCommune(
  tx: Tx,
  settings: EndingLetters,
  ending: Ending,
  facts: ReplyFacts,
  now: Date,
): Promise<string[]> {
  const recipients = await loadRecipients(tx, ending.convention.communeInsee);
  const id =
    recipients === null
      ? null
      : await owe(tx, settings, ending, { facts, recipient: recipients.to, cc: recipients.cc }, now);
  if (id === null) await callAgent(tx, ending.requestId, 'commune_without_contact');
  return id === null ? [] : [id];
}

function owe(
  tx: Tx,
  settings: EndingLetters,
  { requestId, endsOn }: Ending,
  mail: { facts: ReplyFacts; recipient: string; cc?: string | null },
  now: Date,
): Promise<string | null> {
  return oweNotice(tx, settings, { requestId, message: null, version: `end:${endsOn}`, ...mail }, now);
}

async function commonOf(tx: Tx, { printReference }: EndingLetters, { requestId, convention }: Ending) {
  const { reference, openedAt } = await loadRequestHead(tx, requestId);
  return {
    ...{ reference: printReference(reference), receivedAt: openedAt, originalSubject: '' },
    communeName: communeByInsee(convention.communeInsee)?.name ?? null,
  };
}

function partOf({ denouncedBy, endsOn, dates, keepsAccess, schools }: Ending) {
  return {
    ...{ denouncedBy, endsOn: endsOn.toString(), closesOn: dates.notBefore.toString(), keepsAccess },
    schools: keepsAccess
      ? []
      : schools.map(({ name, uai, administrator }) => ({ name, uai, administrator: nameOf(administrator) })),
  };
}

function byAdministrator(schools: readonly SchoolOnList[]): Map<string, SchoolOnList[]> {
  const people = new Map<string, SchoolOnList[]>();
  for (const school of schools) {
    const address = school.administrator.email.toLowerCase();
    people.set(address, [...(people.get(address) ?? []), school]);
  }
  return people;
}
