import { expect, test } from '@jest/globals';
import { problemCodes } from '../../src/form/problem-codes.js';
import { fieldInFrench } from '../../src/reply/field-in-french.js';
import { dayInFrench, instantInFrench } from '../../src/reply/french-dates.js';
import { maskContacts } from '../../src/reply/mask-contacts.js';
import { messageIdOf, readMessageId } from '../../src/reply/message-id.js';
import { plainWords } from '../../src/reply/plain-words.js';
import { problemSentences, toDos } from '../../src/reply/problem-sentences.js';
import { retryAfterMs } from '../../src/reply/retry-after.js';
import { replyIdOfReturnPath, returnPathOf } from '../../src/reply/return-path.js';

const parts = {
  reference: 'LC-2026-00042',
  kind: 'partly-accepted',
  replyId: '0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d',
  domain: 'laclasse.com',
};

test('a Message-ID is made of its row alone, and is read back', () => {
  const messageId = messageIdOf(parts);
  expect(messageId).toBe('<LC-2026-00042.partly-accepted.0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d@laclasse.com>');
  expect(messageIdOf(parts)).toBe(messageId);
  expect(readMessageId(messageId, 'laclasse.com')).toEqual(parts);
});

test.each(['<abc@laclasse.com>', '<LC-1.accepted.r1@mal.example>', 'LC-1.accepted.r1@laclasse.com', ''])(
  '%j is no Message-ID of ours',
  (messageId) => expect(readMessageId(messageId, 'laclasse.com')).toBeNull(),
);

test.each(['LC>1', 'LC 1', 'LC\r\n1', ''])('a Message-ID is not made of %j', (reference) => {
  expect(() => messageIdOf({ ...parts, reference })).toThrow();
});

test('a bounce’s address names its reply, in whatever case it comes back', () => {
  const returnPath = returnPathOf('support@laclasse.com', parts.replyId);
  expect(returnPath).toBe(`support+retour-${parts.replyId}@laclasse.com`);
  expect(returnPath.split('@')[0]!.length).toBeLessThanOrEqual(64);
  expect(replyIdOfReturnPath(returnPath.toUpperCase(), 'support@laclasse.com')).toBe(parts.replyId);
});

test.each([
  'support@laclasse.com',
  'support+retour-@laclasse.com',
  'support+retour-a b@laclasse.com',
  'x+retour-1@laclasse.com',
])('%s names no reply', (address) => expect(replyIdOfReturnPath(address, 'support@laclasse.com')).toBeNull());

test('a refusal is tried again soon at first, then every hour', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempt) => retryAfterMs(attempt, 0.5) / 60_000)).toEqual([
    1, 2, 5, 10, 15, 30, 60, 60, 60,
  ]);
  expect(retryAfterMs(7, 0)).toBeLessThan(retryAfterMs(7, 1));
});

test.each([
  ['marie.durand@corbas.fr', 'm•••d@corbas.fr'],
  ['ab@corbas.fr', '••@corbas.fr'],
  ['« helene@corbas,fr »', '« h•••e@corbas,fr »'],
  ['marie durand@corbas', 'marie d•••d@corbas'],
  ['nom@domaine.fr', 'nom@domaine.fr'],
  ['04 72 90 03 18', '04 72 •• •• 18'],
  ['+33472900318', '+3347•••••18'],
  ['04.72.90.03.18 ou 06-12-34-56-78', '04.72.••.••.18 ou 06-12-••-••-78'],
  ['0033 (0)4 72 90 03 18', '0033 (•)• •• •• •• 18'],
  ['04 72 90 03', '04 72 90 03'],
  ['0693027R', '0693027R'],
  ['École n° 3, 69960 Corbas', 'École n° 3, 69960 Corbas'],
  ['Re: Votre liste RC-2027-69003', 'Re: Votre liste RC-2027-69003'],
  ['LC-2026-00042-ABCD et lc-2026-00042', 'LC-2026-00042-ABCD et lc-2026-00042'],
  ['RC-2027-69003 04 72 90 03 18', 'RC-2027-69003 04 72 •• •• 18'],
  ['LC-2026-00042-0612345678', 'LC-2026-00042-0612••••78'],
  ['LC-2026-00042-0612 345678', 'LC-2026-00042-0612 ••••78'],
  ['LC-0612-345678', 'LC-0612-••••78'],
  ['écrire à julie.perrin(at)ac-lyon.fr', 'écrire à j•••n(at)ac-lyon.fr'],
  ['julie.perrin [arobase] ac-lyon.fr', 'j•••n [arobase] ac-lyon.fr'],
])('%j is shown as %j', (typed, shown) => expect(maskContacts(typed)).toBe(shown));

test.each([
  ['  a \t b\r\nc ', 'a b c'],
  ['a\u202eb\u0000c\u200b', 'a b c'],
  ['voir https://mal.example/x?y=1 ici', 'voir [lien retiré] ici'],
  ['www.mal.example', '[lien retiré]'],
  ['mal.example/piege', '[lien retiré]'],
  ['M. Durand, École J.Jaurès', 'M. Durand, École J.Jaurès'],
])('a stranger’s %j is printed %j', (typed, printed) => expect(plainWords(typed)).toBe(printed));

test('a stranger’s words are cut between characters, never inside one', () => {
  expect(plainWords('😀'.repeat(500), 10)).toBe(`${'😀'.repeat(9)}…`);
});

test('a long hostile text costs next to nothing', () => {
  for (const text of [
    'a.'.repeat(100_000),
    'a@'.repeat(100_000),
    '0 '.repeat(100_000),
    '+'.repeat(100_000),
  ]) {
    expect(maskContacts(plainWords(text, 400)).length).toBeLessThan(1000);
  }
});

test.each([
  ['schools[2].administrator.email', 'École Jean Jaurès', 'E-mail de l’administrateur (École Jean Jaurès)'],
  ['schools[0].uai', 'École Marie Curie', 'UAI (École Marie Curie)'],
  ['contacts.followUp.phone', null, 'Téléphone de la personne chargée du suivi'],
  ['contacts.technical', null, 'Responsable technique'],
  ['commune', null, 'Commune'],
  ['toString', null, 'Formulaire'],
])('the field %s is told in French', (path, school, words) =>
  expect(fieldInFrench(path, school)).toBe(words),
);

test('dates are told in full, the first of a month as such', () => {
  expect(dayInFrench('2027-01-01')).toBe('vendredi 1er\u00a0janvier\u00a02027');
  expect(instantInFrench(new Date('2026-07-14T21:59:59Z'))).toBe(
    'mardi 14\u00a0juillet\u00a02026 à 23\u00a0h\u00a059',
  );
});

test.each(problemCodes)('the code %s has its label, its group and its sentence', (code) => {
  const { label, toDo, advice } = problemSentences[code];
  expect(label.length).toBeGreaterThan(3);
  expect(label.length).toBeLessThanOrEqual(32);
  expect(Object.keys(toDos)).toContain(toDo);
  expect(advice).toMatch(/^[A-ZÀÉ].*\.$/);
  expect(advice).not.toMatch(/'| [:;?!]/);
});
