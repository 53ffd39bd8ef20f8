import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../src/registry/person.js';
import type { OwedMail } from '../../src/reply/owed-mail.js';
import type { AnswerShape, World, WorldCommune } from './make-world.js';
import type { Stage, SunkMail } from './open-stage.js';
import { writeBounce, writeForm, writeMail } from './write-mails.js';

/** A mail on its way to us. */
export type Coming = { at: Date; raw: Buffer };

export type Correspondence = {
  coming: Coming[];
  seen: number;
  tally: Map<string, number>;
  /** By commune, the administrator of its first school as its late answer says. */
  saidLate: Map<string, Person>;
};

const noteOf = (tally: Map<string, number>, what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

/** What communes send of their own, known from the first day: their list, then a change of person. */
export function firstMails(world: World, tally: Map<string, number>): Coming[] {
  const coming: Coming[] = [];
  for (const commune of world.communes) {
    const without = commune.beginsWithFault ? commune.schools[0] : undefined;
    noteOf(tally, without ? 'joins, with a fault' : 'joins');
    coming.push(formMail(commune, { at: hourOf(world, commune.joinsOn), year: world.first.year, without }));
    if (commune.writesTwice) {
      noteOf(tally, 'joins, with a second list');
      const of = { ...changed(world, commune), address: commune.technical.email };
      const at = new Date(coming.at(-1)!.at.getTime() + world.random.between(20, 120) * 60_000);
      coming.push(formMail(of, { at, year: world.first.year, subject: 'Liste corrigée' }));
    }
    if (commune.changesPersonOn !== null) {
      noteOf(tally, 'change of person');
      coming.push(
        formMail(changed(world, commune), {
          at: hourOf(world, commune.changesPersonOn),
          year: world.first.year,
        }),
      );
    }
  }
  return coming;
}

/** At any hour of the day, midnight's neighbours included. */
function hourOf({ random }: World, day: Temporal.PlainDate): Date {
  const plainTime = { hour: random.between(0, 23), minute: random.between(0, 59) };
  return new Date(day.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime }).epochMilliseconds);
}

/** The director of its first school is another from then on; the commune knows it from now, and says it then. */
function changed({ random }: World, commune: WorldCommune): WorldCommune {
  const [first, ...others] = commune.schools as [WorldCommune['schools'][number]];
  const administrator = {
    ...first.administrator,
    firstName: random.pick(['Camille', 'Claude', 'Dominique']),
    lastName: random.pick(['Roux', 'Petit', 'Garnier']),
    email: `nouvelle${random.between(1, 999_999)}@ecoles-${commune.insee}.example`,
  };
  return { ...commune, schools: [{ ...first, administrator }, ...others] };
}

type FormMail = Omit<Parameters<typeof writeForm>[1], 'without'> & {
  at: Date;
  without?: WorldCommune['schools'][number] | undefined;
  inReplyTo?: string;
  subject?: string;
};

function formMail(
  commune: WorldCommune,
  { at, inReplyTo, subject = 'Nos écoles', ...form }: FormMail,
): Coming {
  const words = 'Bonjour,\r\n\r\nVoici notre liste.\r\n\r\nLe service scolaire\r\n';
  return { at, raw: writeMail({ commune, at, subject, words, file: writeForm(commune, form), inReplyTo }) };
}

/** What communes do about the letters they got since yesterday. */
export async function answerLetters(stage: Stage, world: World, mail: Correspondence): Promise<void> {
  const letters = stage.sunk.slice(mail.seen);
  mail.seen = stage.sunk.length;
  for (const letter of letters) {
    const commune = world.communes.find(({ address, followUp }) =>
      [address, followUp.email].includes(letter.to),
    );
    if (commune !== undefined) mail.coming.push(...answersTo(world, commune, letter, mail));
  }
}

function answersTo(
  world: World,
  commune: WorldCommune,
  letter: SunkMail,
  { tally, saidLate }: Correspondence,
): Coming[] {
  const kind = kindOf(letter);
  const later = (least: number, most: number) =>
    hourOf(world, dayOf(letter.at).add({ days: world.random.between(least, most) }));
  const inReplyTo = letter.messageId;
  if (kind === 'corrections') {
    noteOf(tally, 'corrections sent');
    const at = later(1, 3);
    return [formMail(commune, { at, inReplyTo, year: world.first.year, subject: `Re: ${letter.subject}` })];
  }
  if (kind !== 'renewal-opening') return [];
  noteOf(tally, `campaign: ${commune.answers}`);
  return shapes[commune.answers](world, { commune, letter, later, saidLate });
}

type Answering = {
  commune: WorldCommune;
  letter: SunkMail;
  later(least: number, most: number): Date;
  saidLate: Map<string, Person>;
};

const shapes: Record<AnswerShape, (world: World, answering: Answering) => Coming[]> = {
  silence: () => [],
  bounce: (_, { letter }) => {
    const at = new Date(letter.at.getTime() + 60_000);
    const { to: recipient, messageId, returnPath } = letter;
    return [{ at, raw: writeBounce({ recipient, messageId, returnPath, at }) }];
  },
  'no-change': (_, { commune, letter, later }) => {
    const at = later(1, 20);
    const words = 'Bonjour,\r\n\r\nPas de changement pour nous.\r\n\r\nLe service scolaire\r\n';
    const subject = `Re: ${letter.subject}`;
    return [{ at, raw: writeMail({ commune, at, subject, words, inReplyTo: letter.messageId }) }];
  },
  'whole-list': (world, { commune, letter, later }) => {
    const form = { at: later(1, 20), inReplyTo: letter.messageId, year: world.last.year };
    return [formMail(changed(world, commune), { ...form, subject: `Re: ${letter.subject}` })];
  },
  actions: (world, { commune, letter, later }) => {
    const form = { at: later(1, 20), inReplyTo: letter.messageId, year: world.last.year };
    const actions = Object.fromEntries(
      commune.schools.map(({ uai }) => [uai, uai === commune.closes?.uai ? 'Radiation' : 'Maintien']),
    );
    return [formMail(commune, { ...form, actions, subject: `Re: ${letter.subject}` })];
  },
  late: (world, { commune, letter, saidLate }) => {
    const at = hourOf(
      world,
      new Temporal.PlainDate(world.last.year, 6, 21).add({ days: world.random.between(0, 9) }),
    );
    const form = { at, inReplyTo: letter.messageId, year: world.last.year };
    const other = changed(world, commune);
    saidLate.set(commune.insee, other.schools[0]!.administrator);
    return [formMail(other, { ...form, subject: `Re: ${letter.subject}` })];
  },
};

/** A Message-ID of ours names the kind of the letter. */
export function kindOf({ messageId }: Pick<OwedMail, 'messageId'>): string {
  return /^<[^.]+\.([a-z-]+)\./.exec(messageId)?.[1] ?? '';
}

export function dayOf(instant: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO('Europe/Paris')
    .toPlainDate();
}
