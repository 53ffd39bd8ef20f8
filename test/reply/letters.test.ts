import { beforeAll, expect, test } from '@jest/globals';
import { HtmlValidate } from 'html-validate/node';
import { problemCodes } from '../../src/form/problem-codes.js';
import type { ReplyFacts } from '../../src/reply/reply-facts.js';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import { aProblem, aReplyOf, aService, someProblems, someSchools, TEMPLATES } from './a-reply.js';
import { aReplyOfEachShape } from './replies-of-each-shape.js';

beforeAll(() => loadTemplates(TEMPLATES));

const shapes = aReplyOfEachShape();

test('each kind of answer is shown in each of its shapes', () => {
  expect(new Set(shapes.map(([, { kind }]) => kind))).toEqual(new Set(replyKinds));
});

/** Inline styles are what mail readers keep; e-mail and phone links carry a person’s words. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'no-inline-style': 'off',
    'tel-non-breaking': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
  },
});

test.each(shapes)('%s: a strict validator finds nothing to say', async (_name, facts) => {
  const report = await validator.validateString(writeReply(facts, aService).html);
  expect(
    report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    ),
  ).toEqual([]);
});

test.each(shapes)('%s: the subject starts with the reference, on one line', (_name, facts) => {
  const { subject } = writeReply(facts, aService);
  expect(subject.startsWith(`${facts.reference} – `)).toBe(true);
  expect(subject).not.toMatch(/[\r\n]| {2}|undefined|null/);
});

test.each(shapes)('%s: says who answers, when the mail came, and that it is automatic', (_name, facts) => {
  const { text } = writeReply(facts, aService);
  const flat = text.replace(/\s+/g, ' ');
  for (const words of [
    facts.reference,
    aService.name,
    '20 rue du Lac',
    'support@laclasse.com',
    '04 00 00 00 00',
    'de 9 h à 17 h',
    'automatique',
    'dpo@exemple.fr',
    `${facts.receivedAt.getFullYear()} à `,
  ]) {
    expect(flat).toContain(words.replace(/\s+/g, ' '));
  }
  expect(text).not.toMatch(/undefined|\bnull\b|\[object|<[a-z/]|&[a-z]+;/);
});

/** In text a row is a line: the title of its first column goes without saying. */
test.each(shapes)('%s: text and HTML say the same words', (_name, facts) => {
  const { text, html } = writeReply(facts, aService);
  const words = (from: string) => new Set(from.match(/[\p{L}\p{N}]{2,}/gu));
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<tr><th\b.*?<\/th>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'");
  expect(words(text)).toEqual(words(body));
});

test.each(shapes)('%s: lines are short, and French signs keep their non-breaking space', (_name, facts) => {
  const { subject, text } = writeReply(facts, aService);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
  expect(`${subject}\n${text}`).not.toMatch(/ [:;?!»]|« |[a-zà-ü]'[a-zà-ü]/);
});

test.each(shapes)('%s: no link but ours, no image, no script, nothing fetched', (_name, facts) => {
  const { html } = writeReply(facts, aService);
  const links = [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, address]) => address!);
  for (const link of links)
    expect(link).toMatch(/^(?:mailto:support@laclasse\.com|tel:|https:\/\/www\.laclasse\.com)/);
  expect(html).not.toMatch(/<(?:img|script|link|iframe|form|object)|@import|url\(|\son[a-z]+=/i);
});

test.each(problemCodes)('the code %s is told with its cell and its message', (code) => {
  const problems = [
    aProblem({ code, message: 'Voici ce que nous avons lu.', where: { sheet: 'Écoles', cell: 'C9' } }),
  ];
  const { text } = writeReply(aReplyOf('corrections', { problems }), aService);
  expect(text).toContain('Feuille « Écoles », cellule C9'.replace('« ', '«\u00a0').replace(' »', '\u00a0»'));
  expect(text).toContain('Voici ce que nous avons lu.');
});

test.each(problemCodes)('the code %s has a sentence for a document without a message', (code) => {
  const documents = [{ name: 'liste.xlsx', code }];
  const { text } = writeReply(aReplyOf('unopenable', { documents, modelName: null }), aService);
  expect(text.length).toBeGreaterThan(400);
  expect(text).not.toMatch(/undefined/);
});

test('no third person’s e-mail or phone is repeated in full', () => {
  const problems = [
    aProblem({
      message: 'Nous avons lu « marie.durand@corbas,fr » et « 04 72 90 03 18 ».',
      suggestion: 'marie.durand@corbas.fr',
    }),
  ];
  const schools = [{ name: 'École +33 4 72 90 03 18', uai: null, administrator: 'marie.durand@corbas.fr' }];
  const { subject, text, html } = writeReply(aReplyOf('corrections', { problems, schools }), aService);
  for (const part of [subject, text, html]) {
    expect(part).not.toMatch(/marie\.durand|90.?03/);
  }
  expect(text).toContain('m•••d@corbas.fr');
});

test('what a stranger typed is never markup, a link or a header', () => {
  const nasty =
    '<script>alert(1)</script>\r\nBcc: x@y.fr\u202e "><img src=x> & <%= it %> http://mal.example/x www.mal.example \ud800';
  const facts = [
    aReplyOf('corrections', {
      originalSubject: nasty,
      communeName: nasty,
      schools: [{ name: nasty, uai: null, administrator: nasty }],
      problems: [aProblem({ message: nasty, suggestion: nasty, where: { sheet: nasty, cell: nasty } })],
      workbookName: nasty,
    }),
    aReplyOf('no-form', { documentNames: [nasty], communeName: nasty, modelName: nasty }),
    aReplyOf('correction-thanks', {
      changes: [{ field: nasty, school: nasty, before: nasty, after: nasty }],
      communeName: nasty,
    }),
    aReplyOf('accepted', { communeName: nasty }),
    aReplyOf('account-ready', {
      administratorName: nasty,
      administeredSchools: [{ name: nasty, uai: null }],
      login: nasty,
    }),
  ];
  for (const one of facts) {
    const { subject, text, html } = writeReply(one, aService);
    expect(html).not.toMatch(/<script|<img|mal\.example/);
    expect(text).not.toMatch(/mal\.example|^Bcc:/m);
    for (const part of [subject, text, html]) expect(part).not.toMatch(/[\u202e\ud800]/);
    expect(subject).not.toMatch(/[\r\n]/);
  }
});

test('very many problems are counted, not listed', () => {
  const problems = Array.from({ length: 400 }, (_, row) =>
    aProblem({ where: { sheet: 'Écoles', cell: `E${row + 2}` } }),
  );
  const schools = Array.from({ length: 300 }, () => someSchools[0]!);
  const { subject, text } = writeReply(aReplyOf('corrections', { problems, schools }), aService);
  expect(subject).toContain('400\u00a0points à corriger');
  expect(text).toContain('… et 388\u00a0autres points\u00a0: le classeur joint les montre tous.');
  expect(text).toContain('… et 240\u00a0autres écoles.');
});

test('a warning is only to check: it is not counted among the corrections', () => {
  const problems = someProblems.filter(({ severity }) => severity === 'warning').concat(aProblem());
  expect(writeReply(aReplyOf('corrections', { problems }), aService).subject).toContain(
    '1\u00a0point à corriger',
  );
});

test('a problem read in the body of a mail is told by its line', () => {
  const problems = [aProblem({ where: { sheet: 'Message', cell: 'A12' } })];
  expect(writeReply(aReplyOf('corrections', { problems }), aService).text).toContain(
    'Texte de votre message, ligne 12',
  );
});

test('« Silence vaut… » is printed only when the service says so', () => {
  const silence = 'Le silence gardé pendant deux mois vaut acceptation.';
  const facts = aReplyOf('accepted');
  expect(writeReply(facts, aService).text).not.toMatch(/silence/i);
  expect(writeReply(facts, { ...aService, silenceNotice: silence }).text).toContain(silence);
});

test.each<[string, Partial<ReplyFacts>, string]>([
  ['summer time', { receivedAt: new Date('2027-06-19T22:30:00Z') }, 'dimanche 20 juin 2027 à 0 h 30'],
  ['winter time', { receivedAt: new Date('2026-12-31T23:05:00Z') }, 'vendredi 1er janvier 2027 à 0 h 05'],
])('the date of reception is that of Paris, in %s', (_name, about, printed) => {
  const flat = writeReply(aReplyOf('too-large', about as object), aService).text.replace(/\s+/g, ' ');
  expect(flat).toContain(`Reçu le : ${printed} (heure de Paris)`);
});

test('a target before the legal limit is told too', () => {
  const deadline = { dueOn: '2026-12-25', targetOn: '2026-12-24' };
  const { text } = writeReply(aReplyOf('accepted', { deadline }), aService);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'au plus tard le vendredi 25 décembre 2026 (nous visons le jeudi 24 décembre 2026)',
  );
});
