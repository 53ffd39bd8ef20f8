import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMail, file, letterWith } from '../intake/builders/a-mail.js';
import { aTnef } from '../intake/builders/a-tnef.js';
import * as documents from '../intake/builders/documents.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inscriptions-sort-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, mail: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, mail);
  return path;
}

function sort(args: string[], authservId?: string) {
  const { AUTHSERV_ID: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['bin/inscriptions.mjs', 'sort', ...args], {
    encoding: 'utf8',
    env: authservId === undefined ? env : { ...env, AUTHSERV_ID: authservId },
  });
  return { ...run, lines: run.stdout.split('\n').filter((line) => line !== '') };
}

const top = ['Authentication-Results: mx.laclasse.com; dmarc=pass header.from=ville-corbas.fr'];
const winmail = file('winmail.dat', aTnef([{ title: 'liste.xlsx', bytes: documents.xlsx() }]));

test('one line of JSON per message, exactly as the design says', () => {
  const form = save('form.eml', aMail({ top, content: letterWith(winmail) }));
  const absence = save('absence.eml', aMail({ also: ['Auto-Submitted: auto-replied'] }));
  const { status, lines, stderr } = sort([form, absence, '--json'], 'mx.laclasse.com');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      file: form,
      kind: 'form',
      mayAnswer: true,
      reasons: ['document-attached', 'dmarc-pass'],
      from: 'scolaire@ville-corbas.fr',
      authenticity: 'authentic',
      documents: [{ name: 'liste.xlsx', type: 'xlsx', path: '2/winmail.dat/1' }],
    },
    {
      file: absence,
      kind: 'automatic',
      mayAnswer: false,
      reasons: ['auto-submitted', 'no-document'],
      from: 'scolaire@ville-corbas.fr',
      authenticity: 'unproven',
      documents: [],
    },
  ]);
  expect(Object.keys(JSON.parse(lines[0]!))).toEqual([
    'file',
    'kind',
    'mayAnswer',
    'reasons',
    'from',
    'authenticity',
    'documents',
  ]);
});

test('without AUTHSERV_ID no server is believed', () => {
  const { lines } = sort([save('form.eml', aMail({ top })), '--json']);
  expect(JSON.parse(lines[0]!)).toMatchObject({ authenticity: 'unproven' });
});

test('people get French', () => {
  const { stdout, status } = sort([save('form.eml', aMail({ content: letterWith(winmail) }))]);
  expect(status).toBe(0);
  expect(stdout).toContain('formulaire, réponse possible');
  expect(stdout).toContain('liste.xlsx (xlsx)');
});

test('a missing file is told, the others are sorted, and the exit code is 2', () => {
  const { status, lines, stderr } = sort([join(folder, 'absent.eml'), save('form.eml', aMail()), '--json']);
  expect(status).toBe(2);
  expect(lines).toHaveLength(1);
  expect(stderr).toContain('absent.eml est introuvable');
});

test.each([[[]], [['--json']], [['--nimporte', 'x.eml']]])(
  '%j is a wrong command: one sentence and exit 2',
  (args) => {
    const { status, stdout, stderr } = sort(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
);
