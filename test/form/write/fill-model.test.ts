import { fillModel } from '../../../src/form/write/fill-model.js';
import { modelSheetName } from '../../../src/form/write/model-words.js';
import { writeXlsx } from '../../../src/form/write/xlsx/write-xlsx.js';
import { aField, aPerson, aProblem, aReading, aSchool } from './a-reading.js';
import { noteOn } from './open-book.js';
import { readBack } from './read-back.js';

const marie = aPerson({
  firstName: 'Marie',
  lastName: 'Dupont',
  jobTitle: 'Directrice',
  email: 'marie.dupont@ac-lyon.fr',
  phone: '04 78 20 11 22',
});

const reading = aReading({
  commune: {
    value: { name: 'Corbas', insee: '69273' },
    writtenAs: 'Corbas',
    at: { sheet: 'Message', cell: 'A1' },
  },
  contacts: { followUp: marie, technical: { ...marie, email: null } },
  schools: [
    {
      ...aSchool('École Jean Jaurès', marie),
      action: { ...aField('x'), value: 'remove', writtenAs: 'radiation' },
    },
    aSchool('École Marie Curie'),
  ],
  problems: [
    aProblem({
      field: 'contacts.technical.email',
      where: { sheet: 'Message', cell: 'A9' },
      message: 'Le mail manque.',
    }),
    aProblem({ field: 'schools[1].administrator', where: null, message: 'L’administrateur manque.' }),
    aProblem({ field: 'document', code: 'unreadable', where: null, message: 'La page 2 est une image.' }),
  ],
  unread: [{ sheet: 'Message', cell: 'A20', text: 'ferme en septembre', looksLikeData: true }],
});

test('what was read in a letter is in the model, and reads back to itself', async () => {
  const again = await readBack({ bytes: writeXlsx(fillModel(reading, 2026)) });
  expect(again.commune?.value).toEqual(reading.commune?.value);
  expect(again.contacts.followUp?.email?.value).toBe('marie.dupont@ac-lyon.fr');
  expect(again.contacts.followUp?.phone?.value).toBe('+33478201122');
  expect(again.schools.map(({ name }) => name?.value)).toEqual(['École Jean Jaurès', 'École Marie Curie']);
  expect(again.schools[0]?.action?.value).toBe('remove');
});

test('each problem points at the cell of the model where the answer goes', () => {
  const draft = fillModel(reading, 2026);
  const bytes = writeXlsx(draft);
  const noted = draft.sheets[1]!.cells.filter(({ note }) => note !== undefined);
  expect(noted).toHaveLength(2);
  expect(noteOn(bytes, modelSheetName, 'G12')).toContain('Le mail manque.');
});

test('what has no cell is listed all the same', () => {
  const listed = fillModel(reading, 2026)
    .sheets[0]!.cells.map(({ text }) => text)
    .join('\n');
  expect(listed).toContain('La page 2 est une image.');
  expect(listed).toContain('ferme en septembre');
});

test('a wrong value keeps what was typed, to be mended where it stands', async () => {
  const wrong = aReading({
    contacts: { followUp: { ...marie, email: null }, technical: marie },
    problems: [
      aProblem({
        field: 'contacts.followUp.email',
        code: 'invalid_email',
        where: { sheet: 'Document', cell: 'A9' },
        message: 'L’adresse n’est pas valable.',
        writtenAs: 'marie,dupont@ac-lyon.fr',
      }),
    ],
  });
  const again = await readBack({ bytes: writeXlsx(fillModel(wrong, 2026)) });
  const problem = again.problems.find(({ field }) => field === 'contacts.followUp.email');
  expect(problem).toMatchObject({ code: 'invalid_email', suggestion: 'marie.dupont@ac-lyon.fr' });
});
