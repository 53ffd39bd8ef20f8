/**
 * Makes test/fixtures/forms with real office software (Debian: libreoffice-calc, libreoffice-writer).
 * `node scripts/make-form-corpus.mjs`: each planned paper is written as flat OpenDocument, then converted by LibreOffice.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '..');
const work = mkdtempSync(path.join(tmpdir(), 'form-corpus-'));
const fixtures = path.join(project, 'test/fixtures/forms/office');

function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} failed:\n${done.stdout}${done.stderr}`);
}

run(process.execPath, [
  path.join(project, 'node_modules/typescript/bin/tsc'),
  ...[
    '--outDir',
    work,
    '--rootDir',
    project,
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--skipLibCheck',
    '--strict',
  ],
  ...['--ignoreConfig', path.join(project, 'test/form/corpus/plan.ts')],
]);
writeFileSync(path.join(work, 'package.json'), '{"type":"module"}');
symlinkSync(path.join(project, 'node_modules'), path.join(work, 'node_modules'));
const { planCorpus } = await import(path.join(work, 'test/form/corpus/plan.js'));

/** Filters of LibreOffice whose default would not do. */
const filters = {
  html: 'html:HTML (StarCalc)',
  csv: 'csv:Text - txt - csv (StarCalc):59,34,76',
  xls: 'xls:MS Excel 97',
  docx: 'docx:MS Word 2007 XML',
  rtf: 'rtf:Rich Text Format',
};

mkdirSync(fixtures, { recursive: true });
/** Forms that others wrote, kept with their readings: not made here. */
const isKept = (file) => /^(?:judged|unseen|blind)-/.test(file);
for (const file of readdirSync(fixtures)) if (!isKept(file)) rmSync(path.join(fixtures, file));
const plan = planCorpus();
for (const kind of new Set(plan.map(({ kind }) => kind))) {
  for (const source of ['fods', 'fodt']) {
    const documents = plan.filter((one) => one.kind === kind && one.source === source);
    if (documents.length === 0) continue;
    const folder = path.join(work, `${kind}-${source}`);
    mkdirSync(path.join(folder, 'out'), { recursive: true });
    const sources = documents.map(({ name, content }) => {
      const file = path.join(folder, `${name.replace(/\.\w+$/, '')}.${source}`);
      writeFileSync(file, content);
      return file;
    });
    run('soffice', [
      '--headless',
      `-env:UserInstallation=file://${work}/profile`,
      '--convert-to',
      filters[kind] ?? kind,
      '--outdir',
      path.join(folder, 'out'),
      ...sources,
    ]);
    for (const file of readdirSync(path.join(folder, 'out')))
      cpSync(path.join(folder, 'out', file), path.join(fixtures, file));
    console.log(kind, documents.length);
  }
}
for (const { name, hasCells, expected, unread } of plan) {
  writeFileSync(
    path.join(fixtures, `${name}.json`),
    `${JSON.stringify({ hasCells, expected, unread }, null, 1)}\n`,
  );
}
rmSync(work, { recursive: true, force: true });
