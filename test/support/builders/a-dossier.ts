import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot, readConfig } from '../../../src/config.js';
import { contentKeyOf } from '../../../src/decision/content-key.js';
import type { Field, Reading, ReadPerson } from '../../../src/form/reading.js';
import type { Queues } from '../../../src/jobs/queues.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { silentLog } from '../../../src/kernel/log.js';
import { Uai } from '../../../src/registry/uai.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import { type Agent, type AgentRole, addAgent } from '../../../src/store/desk/agents.js';
import { decideMessagesWork } from '../../../workers/decide-messages.js';
import { aService } from '../../reply/a-reply.js';
import { aTownHall, type TownHall } from './a-town-hall.js';

export const noQueues: Queues = { enqueue: async () => {}, depth: async () => 0, close: async () => {} };

/** A value in some cell. */
function cell<Value>(value: Value, address: string): Field<Value> {
  return { value, writtenAs: String(value), at: { sheet: 'Feuille1', cell: address } };
}

function person(first: string, last: string, email: string, row: number): ReadPerson {
  return {
    firstName: cell(first, `B${row}`),
    lastName: cell(last, `C${row}`),
    jobTitle: cell('Directrice', `D${row}`),
    email: cell(email, `E${row}`),
    phone: cell('+33472900318', `F${row}`),
  };
}

/** The complete form of this town hall, its first `schools` schools; a test changes what it is about. */
export function aFormOf(
  hall: TownHall,
  { schools = 3, director = 'Durand', changes = {} as Partial<Reading> } = {},
): Reading {
  const domain = hall.address.slice(hall.address.indexOf('@') + 1);
  return {
    kind: 'valid',
    rules: 'test-1',
    commune: cell({ name: hall.commune, insee: hall.insee }, 'B1'),
    contacts: {
      followUp: person('Hélène', 'Marchand', `suivi@${domain}`, 3),
      technical: person('Karim', 'Belkacem', `informatique@${domain}`, 4),
    },
    schools: hall.schools.slice(0, schools).map(({ name, uai }, rank) => ({
      name: cell(name, `A${10 + rank}`),
      uai: cell(Uai.parse(uai), `G${10 + rank}`),
      administrator: person(
        ['Sylvie', 'Paul', 'Nadia'][rank]!,
        [director, 'Mercier', 'Haddad'][rank]!,
        `direction.${rank}.${hall.insee}@ac-lyon.example`,
        10 + rank,
      ),
    })),
    problems: [],
    unread: [],
    ...changes,
  };
}

export type ReceivedOptions = {
  from?: string;
  subject?: string;
  receivedAt?: Date;
  authenticity?: string;
  /** Null: a message that brings nothing. */
  reading?: Reading | null;
  requestReference?: string;
  isAnswer?: boolean;
  /** What its words say, as codes; and the mails of ours it answers. */
  says?: string[];
  referenceIds?: string[];
  replies?: 'send' | 'hold';
  /** Codes of the sorting. */
  sortReasons?: string[];
  /** An automatic mail, and the mails of ours that it says never arrived. */
  isAutomatic?: boolean;
  bounced?: string[];
  /** The real bytes, and which of its documents `reading` read. */
  raw?: Buffer;
  document?: { name: string; type: string; path: string };
};

/** A message received, examined, and decided by the real worker; answers its identifier and its request's reference. */
export async function receive(
  db: Database,
  hall: TownHall = aTownHall(0),
  options: ReceivedOptions = {},
): Promise<{ messageId: string; reference: string; requestId: string }> {
  const messageId = await receiveAlone(db, hall, options);
  const row = await db
    .selectFrom('message')
    .innerJoin('request', 'request.id', 'message.request_id')
    .select(['request.reference', 'request.id'])
    .where('message.id', '=', messageId)
    .executeTakeFirstOrThrow();
  return { messageId, reference: row.reference, requestId: row.id };
}

/** The same, of a message that may open no request: a bounce, a refusal of news. */
export async function receiveAlone(
  db: Database,
  hall: TownHall = aTownHall(0),
  options: ReceivedOptions = {},
): Promise<string> {
  const messageId = await keepRead(db, hall, options);
  await decide(db, [messageId], options.replies);
  return messageId;
}

async function keepRead(db: Database, hall: TownHall, options: ReceivedOptions): Promise<string> {
  const { reading = aFormOf(hall), from = hall.address, receivedAt = new Date() } = options;
  const id = randomUUID();
  const document = options.document ?? { name: 'liste.xlsx', type: 'xlsx', path: '1.2' };
  const raw =
    options.raw ?? Buffer.from(`From: ${from}\r\nSubject: ${options.subject ?? 'Nos écoles'}\r\n\r\n${id}`);
  await db
    .insertInto('message')
    .values({
      id,
      raw,
      sha256: createHash('sha256').update(raw).digest(),
      size_bytes: raw.length,
      left_on_server: null,
      received_at: receivedAt,
      status: 'read',
      says: options.says ?? [],
      reasons: options.sortReasons ?? [],
      reference_ids: options.referenceIds ?? [],
      kind: options.isAutomatic
        ? 'automatic'
        : reading === null
          ? options.isAnswer
            ? 'answer'
            : 'other'
          : 'form',
      may_answer: options.isAutomatic !== true,
      bounced: options.bounced ?? [],
      authenticity: options.authenticity ?? 'authentic',
      from_address: from,
      subject: options.subject ?? 'Nos écoles',
      rfc_message_id: `<${id}@mairie.example>`,
      request_reference: options.requestReference ?? null,
      documents: JSON.stringify(reading === null ? [] : [{ ...document, sha256: id, sizeBytes: 1_000 }]),
      folder: null,
    })
    .execute();
  if (reading !== null) await keepReading(db, id, reading, document);
  return id;
}

export async function keepReading(
  db: Database,
  messageId: string,
  reading: Reading,
  document = { name: 'liste.xlsx', type: 'xlsx', path: '1.2' },
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('reading')
    .values({
      id,
      message_id: messageId,
      path: document.path,
      document_name: document.name,
      document_type: document.type,
      document_sha256: messageId,
      content_key: contentKeyOf(reading),
      commune_insee: reading.commune?.value.insee ?? null,
      rules: reading.rules,
      kind: reading.kind,
      reading: JSON.stringify(reading),
    })
    .execute();
  return id;
}

export const NO_BRAKES = {
  addressPerHour: Number.POSITIVE_INFINITY,
  addressPerDay: Number.POSITIVE_INFINITY,
  requestPerDay: Number.POSITIVE_INFINITY,
  servicePerHour: Number.POSITIVE_INFINITY,
};

export async function decide(db: Database, ids: string[], replies: 'send' | 'hold' = 'send'): Promise<void> {
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  await decideMessagesWork({
    db,
    queues: noQueues,
    clock: systemClock,
    log: silentLog,
    service: aService,
    replies,
    brakes: NO_BRAKES,
    foldersApart: {},
    folders: readConfig('command', {}).folders,
    closures: new Set(),
    ownAddresses: [],
    promiseDays: 14,
    maxMessageBytes: 40_000_000,
    failuresBeforeAgent: 3,
    printReference: (reference) => reference,
    onDecided: () => {},
  })(ids);
}

let agents = 0;

export async function anAgent(
  db: Database,
  role: AgentRole = 'agent',
  name = 'Camille Roux',
): Promise<Agent> {
  agents += 1;
  const added = await addAgent(db, { login: `agent${agents}`, name, role });
  const { id, login, isDisabled } = added!;
  return { id, login, name, role, isDisabled };
}
