import { createReadStream, existsSync } from 'node:fs';
import { readConfig } from '../config.js';
import { systemClock } from '../kernel/clock.js';
import { createLog } from '../kernel/log.js';
import { MissingColumns } from '../registry/directory-columns.js';
import { WrongCsv } from '../registry/parse-csv.js';
import {
  type ConventionFault,
  type ReadConventions,
  type RefusedConvention,
  readConventionsCsv,
} from '../registry/read-conventions-csv.js';
import { saveConventions } from '../store/conventions.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

/**
 * `import-conventions FILE.csv`: the agents' table of conventions (columns `Commune`, `Signée le`, `Notifiée le`,
 * `Dénonciation reçue le`). All the lines are good and written, or none is. Exit codes: 0 imported, 1 refused, 2 the command was wrong.
 */
export async function importConventions(args: string[]): Promise<number> {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) {
    throw new CommandError('Usage: npx inscriptions import-conventions FILE.csv');
  }
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}`);

  const read = await readConventionsCsv(createReadStream(file)).catch(faultSentence);
  if (typeof read === 'string') return refuse([read]);
  if (read.refused.length > 0) return refuse(read.refused.map(lineSentence));
  await save(read);
  const leaving = read.conventions.filter(({ denunciation }) => denunciation !== null).length;
  console.log(`${read.conventions.length} conventions importées, dont ${leaving} dénoncées.`);
  return 0;
}

async function save({ conventions }: ReadConventions): Promise<void> {
  const base = await openBase(readConfig('command'), createLog('warn', process.stderr));
  try {
    await saveConventions(base.db, conventions, systemClock.now());
  } finally {
    await base.close();
  }
}

function refuse(sentences: readonly string[]): number {
  console.error([...sentences, 'Rien n’a été importé.'].join('\n'));
  return 1;
}

function faultSentence(error: unknown): string {
  if (error instanceof MissingColumns) return `Il manque les colonnes ${error.columns.join(', ')}.`;
  if (error instanceof WrongCsv && error.code === 'not_utf8') {
    return 'Le fichier n’est pas en UTF-8. Dans Excel, enregistrez-le comme « CSV UTF-8 ».';
  }
  if (error instanceof WrongCsv) return 'Le fichier est abîmé (guillemet jamais fermé).';
  throw error;
}

const whatIsWrong: Record<ConventionFault, string> = {
  unknown_commune: 'commune inconnue dans la Métropole',
  ambiguous_commune: 'plusieurs communes portent ce nom, écrivez-le en entier',
  commune_repeated: 'commune déjà lue plus haut',
  invalid_signing_date: 'date de signature illisible (attendu : 04/10/2019)',
  invalid_notification_date: 'date de notification illisible (attendu : 04/10/2019)',
  invalid_notice_date: 'date de dénonciation illisible, ou avant la notification',
};

function lineSentence({ line, commune, code }: RefusedConvention): string {
  return `Ligne ${line}, « ${commune} » : ${whatIsWrong[code]}.`;
}
