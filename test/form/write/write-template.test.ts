import fc from 'fast-check';
import { writeTemplate } from '../../../src/form/write/write-template.js';
import { partsOf } from './parts-of.js';
import { readBack } from './read-back.js';

const formats = ['xlsx', 'ods'] as const;

const person = (firstName: string, lastName: string) => ({
  firstName,
  lastName,
  jobTitle: 'Directrice',
  email: `${firstName}.${lastName}@ville-corbas.fr`.toLowerCase(),
  phone: '04 72 90 03 18',
});

const corbas = {
  year: 2026,
  commune: { name: 'Corbas', insee: '69273' },
  contacts: { followUp: person('Nathalie', 'Ferreira'), technical: person('Jean', 'Petit') },
  schools: [
    { name: 'École primaire Jean Jaurès', uai: '0693027R', administrator: person('Marie', 'Dupont') },
    { name: 'École primaire Marie Curie', uai: '0693794Z', administrator: person('Paul', 'Martin') },
  ],
};

test.each(formats)('a model filled for a commune is read back whole from %s', async (format) => {
  const reading = await readBack(writeTemplate({ ...corbas, format }));
  expect(reading.problems).toEqual([]);
  expect(reading.unread).toEqual([]);
  expect(reading.commune?.value.insee).toBe('69273');
  expect(reading.contacts.followUp?.email?.value).toBe('nathalie.ferreira@ville-corbas.fr');
  expect(reading.contacts.technical?.lastName?.value).toBe('Petit');
  expect(reading.schools.map(({ name, uai }) => [name?.value, uai?.value])).toEqual([
    ['École primaire Jean Jaurès', '0693027R'],
    ['École primaire Marie Curie', '0693794Z'],
  ]);
});

test.each(formats)('a blank model in %s holds no school, not even its example', async (format) => {
  const reading = await readBack(writeTemplate({ format, year: 2026 }));
  expect(reading.kind).toBe('invalid');
  expect(reading.schools).toEqual([]);
  expect(reading.unread).toEqual([]);
});

const letters = fc.constantFrom('Marie', 'Zoé', 'Jean-Pierre', 'Nathalie', 'Amélie', 'Paul', 'Hélène');
const names = fc.constantFrom(
  'Dupont',
  'Le Gall',
  "d'Estaing",
  'Ferreira',
  'Martin-Durand',
  'N’Diaye',
  'de La Tour',
);
const people = fc.record({
  firstName: letters,
  lastName: names,
  jobTitle: fc.constantFrom('Directrice', 'Directeur', 'Responsable du service scolaire', 'ATSEM'),
  email: fc.constantFrom('a.b@ac-lyon.fr', 'marie@ville-corbas.fr', 'x_y-z@mairie-feyzin.fr'),
  phone: fc.constantFrom('04 72 90 03 18', '0472900318', '06.12.34.56.78', '+33 4 72 90 03 18'),
});
const schoolNames = [
  'École Jean Jaurès',
  'École maternelle Marie Curie',
  'Groupe scolaire Jacques Prévert',
  'École Simone Veil',
];

test('whatever the model is filled with is read back to itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...formats),
      people,
      people,
      fc.subarray(schoolNames, { minLength: 1 }),
      fc.array(people, { minLength: 4, maxLength: 4 }),
      async (format, followUp, technical, schools, administrators) => {
        const written = writeTemplate({
          ...corbas,
          format,
          contacts: { followUp, technical },
          schools: schools.map((name, index) => ({ name, uai: null, administrator: administrators[index]! })),
        });
        const reading = await readBack(written);
        const plain = (one: typeof reading.contacts.followUp) =>
          one && [one.firstName?.value, one.lastName?.value, one.jobTitle?.value, one.email?.value];
        const asked = (one: typeof followUp) => [one.firstName, one.lastName, one.jobTitle, one.email];
        expect(plain(reading.contacts.followUp)).toEqual(asked(followUp));
        expect(plain(reading.contacts.technical)).toEqual(asked(technical));
        expect(reading.schools.map(({ name }) => name?.value)).toEqual(schools);
        expect(reading.schools.map(({ administrator }) => plain(administrator))).toEqual(
          administrators.slice(0, schools.length).map(asked),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ['maintien', 'keep'],
  ['ajout', 'add'],
  ['radiation', 'remove'],
  ['changement d’administrateur', 'change_administrator'],
])('the action « %s » is read back as %s', async (action, read) => {
  for (const format of formats) {
    const schools = [{ ...corbas.schools[0]!, action }, corbas.schools[1]!];
    const reading = await readBack(writeTemplate({ ...corbas, format, schools }));
    expect(reading.schools.map((school) => school.action?.value ?? null)).toEqual([read, null]);
  }
});

test.each(formats)('nothing in the model in %s can be computed or run', (format) => {
  const parts = partsOf(
    writeTemplate({
      ...corbas,
      format,
      schools: [{ name: '=CMD|"/c calc"!A0', uai: null, administrator: null }],
    }).bytes,
  );
  const all = Object.values(parts).join('\n');
  expect(all).not.toMatch(/<f>|<f |table:formula|<script|event-listener|macro/i);
  expect(all).toContain('=CMD|');
});

test('the same ask gives the same bytes', () => {
  for (const format of formats) {
    expect(writeTemplate({ ...corbas, format }).bytes).toEqual(writeTemplate({ ...corbas, format }).bytes);
  }
});

test('the file is named for its commune and its year', () => {
  const commune = { name: 'Saint-Cyr-au-Mont-d’Or', insee: '69191' };
  expect(writeTemplate({ format: 'ods', year: 2026, commune }).fileName).toBe(
    'inscription-laclasse-saint-cyr-au-mont-d-or-2026-2027.ods',
  );
});

test('a commune of many schools has a line for each, and some to spare', () => {
  const schools = Array.from({ length: 120 }, (_, index) => ({
    name: `École ${index}`,
    uai: null,
    administrator: null,
  }));
  const sheet = partsOf(writeTemplate({ ...corbas, format: 'xlsx', schools }).bytes)[
    'xl/worksheets/sheet1.xml'
  ]!;
  expect(sheet).toContain('École 119');
  expect(sheet).toContain('fitToHeight="0"');
});
