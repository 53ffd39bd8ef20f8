import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { knownInForm } from '../form/write/known-in-form.js';
import { type TemplateAsk, writeTemplate } from '../form/write/write-template.js';
import { createLog } from '../kernel/log.js';
import { receptionDay } from '../provisioning/deadlines.js';
import type { CommuneList } from '../registry/change.js';
import type { Commune } from '../registry/commune.js';
import { communeByInsee, findCommune } from '../registry/find-commune.js';
import { schoolYearAskedOn, schoolYearLabel } from '../registry/school-year.js';
import { loadCommunes } from '../store/cases.js';
import { CommandError } from './command-error.js';
import { openBase } from './open-base.js';

const usage =
  'Usage: npx inscriptions template [--commune INSEE|NAME] [--format xlsx|ods] [--year 2026] [--out FILE]';

/**
 * `template`: writes the model form, blank, or for one commune; with `DATABASE_URL`, filled with its contacts and the
 * schools of its list. Exit codes: 0 written, 2 the command was wrong.
 */
export async function template(args: string[]): Promise<number> {
  const { format, year, out, commune } = readArguments(args);
  const known = commune === null ? {} : await knownOf(commune, year);
  const made = writeTemplate({ format, year, ...known });
  const file = out ?? made.fileName;
  await write(file, made.bytes, out !== undefined);
  const schools = known.schools?.length ?? 0;
  const filled =
    commune === null ? 'blank' : `${commune.name}, ${schools} school${schools === 1 ? '' : 's'} filled in`;
  console.log(`${file}: ${schoolYearLabel(year)}, ${filled}.`);
  return 0;
}

/** A form that someone may have filled is never overwritten unless its name was given. */
async function write(file: string, bytes: Uint8Array, mayReplace: boolean): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: mayReplace ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new CommandError(`Cannot write ${file}.`);
    if ((await readFile(file)).equals(bytes)) return;
    throw new CommandError(`${file} exists already: name another with --out.`);
  }
}

type Arguments = { format: 'xlsx' | 'ods'; year: number; out: string | undefined; commune: Commune | null };

function readArguments(args: string[]): Arguments {
  const { commune, format = 'xlsx', year: asked, out } = parse(args);
  const year = asked === undefined ? schoolYearAskedOn(receptionDay(new Date())) : Number(asked.slice(0, 4));
  if (format !== 'xlsx' && format !== 'ods') throw new CommandError(`--format is xlsx or ods. ${usage}`);
  if (!Number.isInteger(year) || year < 2019 || year > 2100) {
    throw new CommandError(`--year is the year the school year begins in, such as 2026. ${usage}`);
  }
  return { format, year, out, commune: commune === undefined ? null : communeNamed(commune) };
}

function parse(args: string[]): Partial<Record<'commune' | 'format' | 'year' | 'out', string>> {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { commune: text, format: text, year: text, out: text } }).values;
  } catch (error) {
    throw new CommandError(`template: ${(error as Error).message}. ${usage}`);
  }
}

function communeNamed(text: string): Commune {
  const byCode = communeByInsee(text.trim());
  if (byCode !== undefined) return byCode;
  const found = findCommune(text);
  switch (found.kind) {
    case 'one':
      return found.commune;
    case 'ambiguous':
      throw new CommandError(`“${text}” may be ${found.candidates.map(({ name }) => name).join(' or ')}.`);
    case 'none':
      throw new CommandError(`“${text}” is not a commune of the Métropole de Lyon.`);
  }
}

async function knownOf(
  { insee, name }: Commune,
  year: number,
): Promise<Omit<TemplateAsk, 'format' | 'year'>> {
  const commune = { insee, name };
  const config = readConfig('command');
  if (config.databaseUrl === undefined) return { commune };
  return { commune, ...knownInForm(await listOf(config, insee, year)) };
}

async function listOf(config: Config, insee: string, schoolYear: number): Promise<CommuneList> {
  const base = await openBase(config, createLog('warn', process.stderr));
  try {
    const day = receptionDay(new Date()).toString();
    const communes = await loadCommunes(base.db, [insee], { day, schoolYear });
    return communes.get(insee)!.list;
  } finally {
    await base.close();
  }
}
