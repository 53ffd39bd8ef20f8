import { Temporal } from 'temporal-polyfill';
import { communes as allCommunes } from '../../src/registry/data/communes.js';
import type { Person } from '../../src/registry/person.js';
import { keyLetter } from '../../src/registry/uai.js';
import { type Random, randomFrom } from '../random.js';

export type WorldSchool = { uai: string; name: string; administrator: Person };

/** How a commune answers the yearly campaign. */
export const answerShapes = ['actions', 'whole-list', 'no-change', 'silence', 'bounce', 'late'] as const;
export type AnswerShape = (typeof answerShapes)[number];

/** A commune with invented people, and what it will do this year. Days are of the simulated year. */
export type WorldCommune = {
  insee: string;
  name: string;
  /** As its clerk writes it: for one, the name from before the merger. */
  writtenName: string;
  address: string;
  isKnownSender: boolean;
  followUp: Person;
  technical: Person;
  schools: WorldSchool[];
  notifiedOn: Temporal.PlainDate;
  joinsOn: Temporal.PlainDate;
  /** Its first form lacks an address. */
  beginsWithFault: boolean;
  changesPersonOn: Temporal.PlainDate | null;
  /** Its registered letter is received on this day. */
  denouncedOn: Temporal.PlainDate | null;
  answers: AnswerShape;
  /** The school it closes in its answer, with the workbook's actions. */
  closes: WorldSchool | null;
  /** Soon after its first list a colleague sends another, from another address: an agent joins the two requests. */
  writesTwice: boolean;
  /** An agent does not accept what it says after the last day: its list is renewed as it was. */
  isLateRefused: boolean;
};

/** A commune that another replaces in the year, with its convention and its schools. */
export type FormerCommune = Pick<
  WorldCommune,
  'insee' | 'address' | 'followUp' | 'technical' | 'schools' | 'notifiedOn'
> & { into: string; mergesOn: Temporal.PlainDate };

export type Outage = { from: Temporal.PlainDate; until: Temporal.PlainDate };

export type World = {
  communes: WorldCommune[];
  former: FormerCommune;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  outages: Outage[];
  random: Random;
};

export type WorldSize = { seed: number; schools: number; communes: number; schoolYear: number };

const OULLINS = '69149';
const PIERRE_BENITE = '69152';
const SCHOOLS_OF_FORMER = 2;

/** Longer than the two weeks promised: what is asked as it begins cannot be done on time. Days, the first included. */
const LONG_OUTAGE_DAYS = 18;

/** Everybody and everything of one year: the same seed, the same world. */
export function makeWorld({ seed, schools, communes, schoolYear }: WorldSize): World {
  const random = randomFrom(seed);
  const chosen = [
    ...allCommunes.filter(({ insee }) => insee === OULLINS),
    ...allCommunes.filter(({ insee }) => insee !== OULLINS),
  ].slice(0, communes);
  const people = inventPeople(random);
  const left = schools - chosen.length - SCHOOLS_OF_FORMER;
  const weights = chosen.map(() => random.next() ** 3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => 1 + Math.floor((weight / total) * left));
  for (let more = chosen.length + left - sizes.reduce((sum, size) => sum + size, 0); more > 0; more -= 1) {
    sizes[random.between(0, sizes.length - 1)]! += 1;
  }
  let number = 0;
  const made = chosen.map(({ insee, name }, index) => {
    const all = Array.from({ length: sizes[index]! }, () => aSchool(number++, insee, people));
    return aCommune({ insee, name, index, schools: all, schoolYear, random, people });
  });
  const domain = `mairie-${PIERRE_BENITE}.example`;
  return {
    communes: made,
    former: {
      ...{ insee: PIERRE_BENITE, into: OULLINS, address: `scolaire@${domain}` },
      followUp: people('Responsable du service scolaire', domain),
      technical: people('Directeur informatique', domain),
      schools: Array.from({ length: SCHOOLS_OF_FORMER }, () => aSchool(number++, PIERRE_BENITE, people)),
      notifiedOn: new Temporal.PlainDate(2021, 3, 1),
      mergesOn: new Temporal.PlainDate(schoolYear + 1, 1, 1),
    },
    first: new Temporal.PlainDate(schoolYear, 9, 1),
    last: new Temporal.PlainDate(schoolYear + 1, 8, 31),
    outages: [
      new Temporal.PlainDate(schoolYear, 9, 9).add({ days: random.between(0, 8) }),
      new Temporal.PlainDate(schoolYear + 1, 8, 9).add({ days: random.between(0, 5) }),
      new Temporal.PlainDate(schoolYear, 10, 20).add({ days: random.between(0, 200) }),
    ]
      .map((from) => ({ from, until: from.add({ days: random.between(0, 3) }) }))
      .concat(longOutage(made)),
    random,
  };
}

/** It begins on the very day that a commune changes an administrator. */
function longOutage(communes: readonly WorldCommune[]): Outage[] {
  const from = communes[CHANGES_PERSON]?.changesPersonOn ?? null;
  return from === null ? [] : [{ from, until: from.add({ days: LONG_OUTAGE_DAYS - 1 }) }];
}

type People = (jobTitle: string, domain: string) => Person;

function inventPeople(random: Random): People {
  const firstNames = [
    'Hélène',
    'Karim',
    'Sylvie',
    'Paul',
    'Nadia',
    'Zoé',
    'Anne-Marie',
    'José',
    'Lucie',
    'Íñigo',
  ];
  const lastNames = [
    'Marchand',
    'Belkacem',
    'Durand',
    'Mercier',
    'Haddad',
    'D’Arcy',
    'Lefèvre',
    'Nguyen',
    'Muñoz',
  ];
  let count = 0;
  return (jobTitle, domain) => {
    count += 1;
    return {
      firstName: random.pick(firstNames),
      lastName: random.pick(lastNames),
      jobTitle,
      email: `personne${count}@${domain}`,
      phone: `+334${String(72_000_000 + count)}`,
    };
  };
}

function aSchool(number: number, insee: string, people: People): WorldSchool {
  const digits = `069${String(number).padStart(4, '0')}`;
  const names = ['Jules Ferry', 'Marie Curie', 'Jean Moulin', 'Louise Michel', 'Lucie Aubrac', 'Jean Jaurès'];
  return {
    uai: `${digits}${keyLetter(digits)}`,
    name: `École primaire ${names[number % names.length]} ${number}`,
    administrator: people('Directrice', `ecoles-${insee}.example`),
  };
}

/* The first communes show every shape, the others draw theirs. */
const CHANGES_PERSON = 1;
const WRITES_TWICE = 2;
const LEAVES = 6;
const IS_LATE_IN_VAIN = 7;

function aCommune(given: {
  insee: string;
  name: string;
  index: number;
  schools: WorldSchool[];
  schoolYear: number;
  random: Random;
  people: People;
}): WorldCommune {
  const { insee, name, index, schools, schoolYear, random, people } = given;
  const domain = `mairie-${insee}.example`;
  const day = (year: number, month: number, date: number) => new Temporal.PlainDate(year, month, date);
  const isLeaving = index % 19 === LEAVES;
  const isFormersHeir = insee === OULLINS;
  const rest = random.next();
  const joinsOn =
    isLeaving || isFormersHeir || rest < 0.85
      ? day(schoolYear, 9, 1).add({ days: random.between(0, 20) })
      : day(schoolYear, 10, 1).add({ days: random.between(0, 120) });
  const drawn =
    answerShapes[index] ??
    random.pick(['actions', 'actions', 'whole-list', 'no-change', 'silence', 'silence', 'late'] as const);
  const isLateRefused = index % 5 === IS_LATE_IN_VAIN % 5 && index >= IS_LATE_IN_VAIN;
  const answers = index === IS_LATE_IN_VAIN ? 'late' : drawn;
  const writesTwice = random.happens(0.08) || index === WRITES_TWICE;
  /* The heir’s mails are written in advance, with the schools of its own: none may leave after the merger. */
  const changesPerson = (random.happens(0.5) || index === CHANGES_PERSON) && !isFormersHeir;
  return {
    ...{ insee, name, schools, joinsOn, answers, writesTwice, isLateRefused },
    writtenName: insee === OULLINS ? 'Pierre-Bénite' : name,
    address: `scolaire@${domain}`,
    isKnownSender: random.happens(0.8) && !writesTwice,
    followUp: people('Responsable du service scolaire', domain),
    technical: people('Directeur informatique', domain),
    notifiedOn: isLeaving
      ? day(schoolYear - 2, 5, 15).add({ days: random.between(0, 40) })
      : day(random.between(2019, schoolYear - 1), random.between(1, 12), random.between(1, 28)),
    beginsWithFault: random.happens(0.12) && !writesTwice,
    changesPersonOn: changesPerson ? day(schoolYear + 1, 1, 15).add({ days: random.between(0, 80) }) : null,
    denouncedOn: isLeaving ? day(schoolYear + 1, 1, 10).add({ days: random.between(0, 25) }) : null,
    closes: answers === 'actions' && schools.length > 1 ? schools.at(-1)! : null,
  };
}
