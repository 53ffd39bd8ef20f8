import { attachmentHeader, safeFileName } from '../../../src/web/server/attachment-header.js';
import { safeReturn } from '../../../src/web/server/safe-return.js';
import { aDesk, aVisitor, type TestDesk } from '../support/a-desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'agent');
});
afterAll(() => desk.close());

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '/%5c%5cevil.example/../..//evil.example',
  '/..//evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/\tevil',
  '/\n/evil.example',
  'evil.example',
  '',
])('%j leads nowhere else after signing in', (path) => {
  expect(new URL(safeReturn(path), 'http://desk.example').host).toBe('desk.example');
  expect(safeReturn(path)).toMatch(/^\/(?!\/)/);
});

test('a path of ours is gone back to', () => {
  expect(safeReturn('/demandes/LC-2026-00042?x=1')).toBe('/demandes/LC-2026-00042?x=1');
});

test.each([
  ['../../etc/passwd', 'etc_passwd'],
  ['liste.xlsx\r\nSet-Cookie: a=b', 'liste.xlsxSet-Cookie_ a=b'],
  ['"><script>.ods', 'script_.ods'],
  ['...', 'document'],
  ['C:\\windows\\x.xls', 'C_windows_x.xls'],
])('the file name %j is made safe', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
  expect(attachmentHeader(name)).toMatch(
    /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
  );
});

test('a form without the word of its session does nothing', async () => {
  const visitor = aVisitor(desk);
  await visitor.signIn('lea');
  const before = visitor.token;
  for (const word of ['', 'A'.repeat(43)]) {
    expect((await visitor.post('/deconnexion', { _jeton: word })).status).toBe(403);
  }
  const other = aVisitor(desk);
  await other.signIn('lea');
  expect((await visitor.post('/deconnexion', { _jeton: other.token })).status).toBe(403);
  expect((await visitor.get('/')).status).toBe(200);
  expect((await visitor.post('/deconnexion', { _jeton: before })).status).toBe(303);
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
])('a form sent from elsewhere (%j) does nothing, even with the right word', async (headers) => {
  const visitor = aVisitor(desk);
  await visitor.signIn('lea');
  expect((await visitor.post('/deconnexion', {}, headers as Record<string, string>)).status).toBe(403);
  expect((await visitor.get('/')).status).toBe(200);
});

test('every page forbids inline script, frames, sniffing and keeping', async () => {
  const visitor = aVisitor(desk);
  await visitor.signIn('lea');
  for (const path of ['/', '/connexion', '/nulle-part']) {
    const { headers } = await visitor.get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
  }
});

test.each(['/assets/../package.json', '/assets/..%2f..%2fpackage.json', '/assets/desk.css', '/assets/%00'])(
  '%s is no asset',
  async (path) => {
    const { status, text } = await aVisitor(desk).get(path);
    expect(status).toBe(404);
    expect(text).toContain('Page introuvable');
  },
);

test('an asset is named for its contents and kept for a year', async () => {
  const visitor = aVisitor(desk);
  const href = /href="(\/assets\/desk\.[0-9a-f]{10}\.css)"/.exec((await visitor.get('/connexion')).text)![1]!;
  const { status, headers } = await visitor.get(href, { 'accept-encoding': 'br' });
  expect([status, headers['content-encoding'], headers['cache-control']]).toEqual([
    200,
    'br',
    'public, max-age=31536000, immutable',
  ]);
});

test('too many requests are told to wait', async () => {
  const narrow = await aDesk({ WEB_REQUESTS_PER_MINUTE: '10' });
  try {
    const visitor = aVisitor(narrow);
    const statuses: number[] = [];
    for (let time = 0; time < 14; time += 1) statuses.push((await visitor.get('/connexion')).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses.slice(10)).toEqual(Array(4).fill(429));
  } finally {
    await narrow.close();
  }
});
