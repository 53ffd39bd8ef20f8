import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const office = path.join(root, 'test/fixtures/forms/office');
const aForm = path.join(office, readdirSync(office).find((name) => name.endsWith('.xlsx'))!);

function inscriptions(...args: string[]) {
  return spawnSync(process.execPath, [path.join(root, 'bin/inscriptions.mjs'), ...args], {
    encoding: 'utf8',
  });
}

test('one file gives one object with the promised keys', () => {
  const { status, stdout } = inscriptions('read', aForm, '--json');
  expect(status).toBe(0);
  expect(Object.keys(JSON.parse(stdout)).slice(0, 5)).toEqual([
    'kind',
    'commune',
    'communeInsee',
    'contacts',
    'schools',
  ]);
});

test('several files give one line each, and a summary by code', () => {
  const { status, stdout, stderr } = inscriptions('read', aForm, aForm, '--json');
  expect(status).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).file),
  ).toEqual([aForm, aForm]);
  expect(stderr).toContain('2 / 2');
});

test('the form in an e-mail is read, in its body or attached', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'read-'));
  const head =
    'From: mairie@corbas.fr\r\nTo: support@laclasse.com\r\nSubject: inscription\r\nMIME-Version: 1.0\r\n';
  const attached = `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n--b\r\nContent-Type: application/octet-stream; name=x\r\nContent-Disposition: attachment; filename=x\r\nContent-Transfer-Encoding: base64\r\n\r\n${readFileSync(aForm).toString('base64')}\r\n--b--\r\n`;
  const body = `${head}Content-Type: text/plain; charset=utf-8\r\n\r\nNom de la commune : Corbas\r\nResponsable technique de la commune :\r\nPrénom Nom : Paul Petit\r\nFonction : DSI\r\nMail : p@corbas.fr\r\nTel : 04 72 90 03 18\r\nNom de l'école : Pasteur\r\nAdministrateur\r\nPrénom Nom : Luc ROI\r\n`;
  writeFileSync(path.join(folder, 'a.eml'), attached);
  writeFileSync(path.join(folder, 'b.eml'), body);
  const read = (name: string) => JSON.parse(inscriptions('read', path.join(folder, name), '--json').stdout);
  expect(read('a.eml').schools.length).toBeGreaterThan(0);
  expect(read('b.eml').contacts.technical.lastName).toBe('Petit');
});

test('a missing file is the command’s fault', () => {
  expect(inscriptions('read', '/nowhere/x.xlsx')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('introuvable'),
  });
  expect(inscriptions('read').status).toBe(2);
});
