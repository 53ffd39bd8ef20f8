import { existsSync, readFileSync } from 'node:fs';
import type { DirectorySchool, SchoolLevel } from '../../../src/registry/school.js';
import { Uai } from '../../../src/registry/uai.js';

const file = '/work/shared/data/ecoles-metropole-lyon.csv';

/** The 415 real schools lent to this project, or null on a machine that has them not. */
export function sharedSchools(): DirectorySchool[] | null {
  if (!existsSync(file)) return null;
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [uai, , name, level, , , , communeInsee] = line.replace('\r', '').split(';') as string[];
    const levels: Record<string, SchoolLevel> = { maternelle: 'maternelle', elementaire: 'elementaire' };
    return {
      uai: Uai.parse(uai),
      name: name!,
      level: levels[level!] ?? 'primaire',
      communeInsee: communeInsee!,
      state: 'open',
    };
  });
}
