import { sortFile } from '../../src/cli/sort.js';
import { absences } from './mails/absences.js';
import { automaticMails } from './mails/automatic.js';
import { bounces } from './mails/bounces.js';
import { disguises } from './mails/disguises.js';
import { forgeries } from './mails/forgeries.js';
import { forms } from './mails/forms.js';
import { horrors } from './mails/horrors.js';
import { moreBounces } from './mails/more-bounces.js';
import { moreForms } from './mails/more-forms.js';
import { people } from './mails/people.js';
import { quoting } from './mails/quoting.js';
import { secondLook } from './mails/second-look.js';

const settings = {
  authservId: 'mx.laclasse.com',
  ownAddresses: ['support@laclasse.com', 'support@laclass.com'],
};
const cases = [
  ...forms,
  ...moreForms,
  ...people,
  ...quoting,
  ...automaticMails,
  ...absences,
  ...bounces,
  ...moreBounces,
  ...forgeries,
  ...disguises,
  ...horrors,
  ...secondLook,
];

test.each(cases)('$title', ({ title, mail, reason, files, from, authenticity, ...expected }) => {
  const sorted = sortFile(title, mail, settings);
  expect({ ...expected, why: sorted.reasons }).toMatchObject({
    kind: sorted.kind,
    mayAnswer: sorted.mayAnswer,
  });
  if (reason !== undefined) expect(sorted.reasons).toContain(reason);
  if (from !== undefined) expect(sorted.from).toBe(from);
  if (authenticity !== undefined) expect(sorted.authenticity).toBe(authenticity);
  if (files !== undefined) {
    expect(sorted.documents.map(({ path, name, type }) => `${path} ${name} ${type}`)).toEqual(files);
  }
});

test('the table has at least 150 messages, each with its own title', () => {
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(150);
});
