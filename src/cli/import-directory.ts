import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type DownloadLimits, withDownload } from '../../workers/refresh-directory/download.js';
import { type ImportFault, importFault } from '../../workers/refresh-directory/import-fault.js';
import { readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import type { DirectoryRefusal } from '../registry/directory-store.js';
import { type DirectoryCounts, type DirectoryRow, readDirectoryCsv } from '../registry/read-directory-csv.js';
import { directoryIn } from '../store/directory.js';
import {
  beginDirectoryImport,
  endDirectoryImport,
  type ImportEnd,
  listDirectoryImports,
} from '../store/directory-imports.js';
import { CommandError } from './command-error.js';
import { directorySource } from './directory-source.js';
import { openBase } from './open-base.js';
import { printImport, printPastImport } from './print-import.js';

const PROGRESS_EVERY = 10_000;

/** The whole country weighs about 40 MB. */
const LIMITS: DownloadLimits = { timeoutMs: 15 * 60_000, mostBytes: 300 * 1024 * 1024 };

/**
 * `import-directory FILE.csv|ADDRESS [--even-if-fewer]`: the ministry's export takes the place of the directory in use, at once
 * or not at all. Exit codes: 0 imported, 1 refused (the directory in use stays), 2 the command was wrong.
 */
export async function importDirectory(args: string[]): Promise<number> {
  if (args.length === 1 && args[0] === '--history') return printHistory();
  const evenIfFewer = args.includes('--even-if-fewer');
  const [file, ...others] = args.filter((arg) => arg !== '--even-if-fewer');
  if (file === undefined || others.length > 0) {
    throw new CommandError(
      'Usage: npx inscriptions import-directory FILE.csv|ADDRESS [--even-if-fewer] | --history',
    );
  }
  const { address, path } = directorySource(file);

  const startedAt = performance.now();
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    const id = await beginDirectoryImport(base.db, 'command', new Date());
    const end = (ended: ImportEnd) => endDirectoryImport(base.db, id, ended);
    const importFile = async (csv: string): Promise<number> => {
      const { rows, counts } = readDirectoryCsv(createReadStream(csv));
      const watched = tellProgress(rows, counts);
      const imported = await directoryIn(base.db).replaceDirectory(watched, { evenIfFewer });
      if (!imported.ok) {
        await end({ outcome: 'refused', detail: imported.failure.code });
        return refuse(refusalSentence(imported.failure));
      }
      await end({ outcome: 'imported', report: imported.value });
      console.log(printImport(imported.value, counts, performance.now() - startedAt));
      return 0;
    };
    try {
      return path === null ? await withDownload(address, LIMITS, importFile) : await importFile(path);
    } catch (error) {
      const fault = importFault(error);
      await end({ outcome: fault === null ? 'failed' : 'refused', detail: fault?.code ?? 'error' });
      if (fault === null) throw error;
      return refuse(faultSentence(fault));
    }
  } finally {
    await base.close();
  }
}

/** `--history`: what each import changed, or why it was refused. */
async function printHistory(): Promise<number> {
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    const imports = await listDirectoryImports(base.db);
    console.log(imports.length === 0 ? 'Aucun import.' : imports.map(printPastImport).join('\n'));
    return 0;
  } finally {
    await base.close();
  }
}

function refuse(sentence: string): number {
  console.error(`${sentence}\nL’annuaire en service n’a pas changé.`);
  return 1;
}

async function* tellProgress(rows: AsyncIterable<DirectoryRow>, counts: DirectoryCounts) {
  let next = PROGRESS_EVERY;
  for await (const row of rows) {
    yield row;
    if (counts.lines < next) continue;
    console.error(`${counts.lines} lignes lues, ${counts.schools} écoles publiques…`);
    next += PROGRESS_EVERY;
  }
}

function refusalSentence(refusal: DirectoryRefusal): string {
  if (refusal.code === 'no_school_of_metropole')
    return 'Ce fichier ne contient aucune école de la Métropole de Lyon.';
  return (
    `Ce fichier contient ${refusal.schools} école${refusal.schools > 1 ? 's' : ''}, l’annuaire en service ${refusal.inUse} : ` +
    'il est sans doute incomplet. Pour l’importer tout de même : --even-if-fewer.'
  );
}

function faultSentence(fault: ImportFault): string {
  switch (fault.code) {
    case 'missing_columns':
      return `Ce fichier n’est pas l’annuaire : il y manque les colonnes ${fault.columns.join(', ')}.`;
    case 'download_failed':
      return `Le téléchargement a échoué (${fault.why}).`;
    case 'cut_directory':
      return 'Le fichier s’arrête au milieu d’une ligne : téléchargez-le de nouveau.';
    case 'not_utf8':
      return 'Le fichier n’est pas en UTF-8 : importez l’export d’origine, sans le réenregistrer.';
    case 'broken_csv':
      return 'Le fichier est abîmé (guillemet jamais fermé) : téléchargez-le de nouveau.';
  }
}
