import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aDirectoryFile, aLine, columns2026 } from '../registry/support/directory-files.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

const command = new URL('../../dist/src/cli/import-directory.js', import.meta.url).href;
const sample = fileURLToPath(new URL('../../demo/annuaire-exemple.csv', import.meta.url));

let base: TestDatabase;
let folder: string;
beforeEach(async () => {
  base = await aDatabase();
  folder = mkdtempSync(join(tmpdir(), 'annuaire-'));
});
afterEach(async () => {
  await base.drop();
  rmSync(folder, { recursive: true });
});

/** Runs the command in the compiled program; a wrong command exits with 2, as `inscriptions` makes it. */
function run(...args: string[]) {
  const script = `const { importDirectory } = await import(${JSON.stringify(command)});
    process.exitCode = await importDirectory(${JSON.stringify(args)}).catch((error) => {
      console.error(error.message);
      return 2;
    });`;
  const env = { PATH: process.env['PATH'], DATABASE_URL: base.url };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replaceAll('\u00a0', ' '), stderr: stderr.replaceAll('\u00a0', ' ') };
}

function aFile(content: string | Uint8Array): string {
  const file = join(folder, 'annuaire.csv');
  writeFileSync(file, content);
  return file;
}

test('the sample is imported, and imported again changes nothing', () => {
  const first = run(sample);
  expect(first).toMatchObject({ status: 0 });
  expect(first.stdout).toContain('75 écoles publiques en service, dont 75 de la Métropole de Lyon');
  expect(first.stdout).toContain('Nouvelles : 75. Fermées : 0. Vont fermer : 0. Renommées : 0.');
  expect(first.stdout).toContain('0690451R Ecole maternelle Pierre Cot, Bron');
  expect(first.stdout).toContain('… et 25 autres');
  expect(run(sample).stdout).toContain('Nouvelles : 0. Fermées : 0. Vont fermer : 0. Renommées : 0.');
});

test('what closed, will close or was renamed is said', () => {
  run(aFile(aDirectoryFile([aLine(), aLine({ Identifiant_de_l_etablissement: '0693794Z' })])));
  const lines = [
    aLine({ Nom_etablissement: 'Ecole primaire Simone Veil' }),
    aLine({ Identifiant_de_l_etablissement: '0693794Z', etat: 'A FERMER' }),
    aLine({ Identifiant_de_l_etablissement: '0693027X' }),
  ];
  const { stdout } = run(aFile(aDirectoryFile(lines)));
  expect(stdout).toContain('Vont fermer : 1. Renommées : 1.');
  expect(stdout).toContain('Lignes écartées : 1 (UAI faux).');
  expect(stdout).toContain('Ecole primaire Simone Veil, Corbas, auparavant « Ecole primaire Jean Jaurès »');
});

const aGoodFile = aDirectoryFile([aLine()]);

test.each([
  ['not the directory', 'a;b\n1;2\n', 'il y manque les colonnes identifiant_de_l_etablissement'],
  ['empty', '', 'il y manque les colonnes'],
  ['cut', aGoodFile.slice(0, -40), 'au milieu d’une ligne'],
  ['saved again by a spreadsheet', Buffer.from(aGoodFile, 'latin1'), 'n’est pas en UTF-8'],
  ['of another place', aDirectoryFile([aLine({ Code_commune: '94028' })]), 'aucune école de la Métropole'],
  ['without schools', aDirectoryFile([], columns2026), 'aucune école de la Métropole'],
])('a file that is %s is refused, and the directory in use stays', (_name, content, sentence) => {
  run(sample);
  const { status, stderr } = run(aFile(content));
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr).toContain('L’annuaire en service n’a pas changé.');
  expect(run(sample).stdout).toContain('Nouvelles : 0. Fermées : 0.');
});

test('a part of the directory is refused, unless it is asked for', () => {
  run(sample);
  const file = aFile(aGoodFile);
  expect(run(file)).toMatchObject({ status: 1 });
  expect(run(file).stderr).toContain('Ce fichier contient 1 école, l’annuaire en service 75');
  expect(run(file, '--even-if-fewer').stdout).toContain('Fermées : 74.');
});

test.each([
  [[], 'Usage: npx inscriptions import-directory FILE.csv|ADDRESS'],
  [['a.csv', 'b.csv'], 'Usage: npx inscriptions import-directory FILE.csv|ADDRESS'],
  [['/nowhere/annuaire.csv'], 'There is no file'],
])('the arguments %j are a wrong command', (args, sentence) => {
  expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(sentence) });
});

/** A server that gives the directory in the mood it is told. `run` would block it: it lives in a process of its own. */
async function withServer(answer: string, work: (address: string) => void) {
  const script = `
    const server = require('node:http').createServer((request, response) => { ${answer} });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
  const server = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(server.stdout, 'data');
    work(`http://127.0.0.1:${String(port).trim()}/exports/csv`);
  } finally {
    server.kill();
  }
}

test('the directory may come from an address', async () => {
  await withServer(`response.end(${JSON.stringify(aGoodFile)})`, (address) => {
    expect(run(address)).toMatchObject({ status: 0 });
  });
});

test.each([
  ['answers with an error', 'response.writeHead(429).end()', 'Le téléchargement a échoué (status 429).'],
  [
    'stops in the middle',
    `response.writeHead(200, { 'content-length': 100000 }); response.write(${JSON.stringify(aGoodFile)});
     setTimeout(() => response.destroy(), 100)`,
    'Le téléchargement a échoué',
  ],
])('a server that %s changes nothing', async (_name, answer, sentence) => {
  run(sample);
  await withServer(answer, (address) => {
    const { status, stderr } = run(address, '--even-if-fewer');
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });
  expect(run(sample).stdout).toContain('Nouvelles : 0. Fermées : 0.');
});
