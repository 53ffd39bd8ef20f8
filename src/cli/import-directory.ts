import { performance } from 'node:perf_hooks';
import { readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import { MissingColumns } from '../registry/directory-columns.js';
import type { DirectoryRefusal } from '../registry/directory-store.js';
import { WrongCsv } from '../registry/parse-csv.js';
import {
  CutDirectory,
  type DirectoryCounts,
  type DirectoryRow,
  readDirectoryCsv,
} from '../registry/read-directory-csv.js';
import { directoryIn } from '../store/directory.js';
import { CommandError } from './command-error.js';
import { directorySource, FailedDownload } from './directory-source.js';
import { openBase } from './open-base.js';
import { printImport } from './print-import.js';

const PROGRESS_EVERY = 10_000;

/**
 * `import-directory FILE.csv|ADDRESS [--even-if-fewer]`: the ministry's export takes the place of the directory in use, at once
 * or not at all. Exit codes: 0 imported, 1 refused (the directory in use stays), 2 the command was wrong.
 */
export async function importDirectory(args: string[]): Promise<number> {
  const evenIfFewer = args.includes('--even-if-fewer');
  const [file, ...others] = args.filter((arg) => arg !== '--even-if-fewer');
  if (file === undefined || others.length > 0) {
    throw new CommandError('Usage: npx inscriptions import-directory FILE.csv|ADDRESS [--even-if-fewer]');
  }
  const source = directorySource(file);

  const startedAt = performance.now();
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    const { rows, counts } = readDirectoryCsv(source);
    const imported = await directoryIn(base.db).replaceDirectory(tellProgress(rows, counts), { evenIfFewer });
    if (!imported.ok) return refuse(refusalSentence(imported.failure));
    console.log(printImport(imported.value, counts, performance.now() - startedAt));
    return 0;
  } catch (error) {
    const sentence = faultSentence(error);
    if (sentence === null) throw error;
    return refuse(sentence);
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

/** What is wrong with the file itself; null for anything else, which is a failure of ours. */
function faultSentence(error: unknown): string | null {
  if (error instanceof MissingColumns) {
    return `Ce fichier n’est pas l’annuaire : il y manque les colonnes ${error.columns.join(', ')}.`;
  }
  if (error instanceof FailedDownload) return `Le téléchargement a échoué (${error.message}).`;
  if (error instanceof CutDirectory)
    return 'Le fichier s’arrête au milieu d’une ligne : téléchargez-le de nouveau.';
  if (!(error instanceof WrongCsv)) return null;
  return error.code === 'not_utf8'
    ? 'Le fichier n’est pas en UTF-8 : importez l’export d’origine, sans le réenregistrer.'
    : 'Le fichier est abîmé (guillemet jamais fermé) : téléchargez-le de nouveau.';
}
