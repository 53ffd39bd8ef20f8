import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClamd, ScannerUnavailable } from '../../src/intake/clamd.js';
import { aClamd, type Clamd, SIGNATURE, THREAT } from '../support/servers/a-clamd.js';

let clamd: Clamd;
beforeEach(async () => {
  clamd = await aClamd();
});
afterEach(() => clamd.stop());

const scanner = (url = clamd.url) => openClamd(new URL(url), { timeoutMs: 500 });

test('clean bytes are clean, and were seen whole', async () => {
  const bytes = Buffer.alloc(700_000, 'Corbas');
  expect(await scanner().scan(bytes)).toEqual({ kind: 'clean' });
  expect(clamd.scanned[0]!.equals(bytes)).toBe(true);
});

test('a threat is named', async () => {
  expect(await scanner().scan(Buffer.from(`a ${THREAT} b`))).toEqual({
    kind: 'infected',
    signature: SIGNATURE,
  });
});

test('what the scanner refuses to look at is no clean bill', async () => {
  clamd.mostBytes = 10;
  expect(await scanner().scan(Buffer.alloc(11))).toEqual({ kind: 'too_large' });
});

test('nothing at all is clean', async () => {
  expect(await scanner().scan(new Uint8Array())).toEqual({ kind: 'clean' });
});

test.each(['silent', 'garbage', 'hangs-up'] as const)(
  'a scanner that is %s gives no verdict',
  async (mood) => {
    clamd.mood = mood;
    await expect(scanner().scan(Buffer.from('x'))).rejects.toThrow(ScannerUnavailable);
    await expect(scanner().ping()).rejects.toThrow(ScannerUnavailable);
  },
);

test('a scanner that is not there gives no verdict', async () => {
  await expect(scanner('tcp://127.0.0.1:9').scan(Buffer.from('x'))).rejects.toThrow(ScannerUnavailable);
});

test('a Unix socket serves as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  const local = await aClamd({ path: join(folder, 'clamd.ctl') });
  expect(await scanner(local.url).scan(Buffer.from(THREAT))).toMatchObject({ kind: 'infected' });
  await scanner(local.url).ping();
  await local.stop();
  rmSync(folder, { recursive: true });
});
