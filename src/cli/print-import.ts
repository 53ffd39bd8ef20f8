import type { DirectoryReport } from '../registry/compare-directories.js';
import { communeByInsee } from '../registry/find-commune.js';
import type { DirectoryCounts, RefusedLine } from '../registry/read-directory-csv.js';
import type { DirectorySchool } from '../registry/school.js';
import type { DirectoryImport } from '../store/directory-imports.js';

/** A list longer than this is cut, and says so. */
const LONGEST_LIST = 50;

const whyRefused: Record<RefusedLine, string> = {
  cut_line: 'ligne incomplète',
  invalid_uai: 'UAI faux',
  no_name: 'sans nom',
  no_commune: 'sans commune',
  unknown_state: 'état inconnu',
  unknown_level: 'niveau inconnu',
  repeated: 'UAI déjà lu',
};

/** What `import-directory` says in the end. */
export function printImport(report: DirectoryReport, counts: DirectoryCounts, tookMs: number): string {
  const { appeared, closed, closing, renamed } = report.counts;
  const refused = Object.entries(counts.refused) as [RefusedLine, number][];
  return [
    `${report.schools} écoles publiques en service, dont ${report.schoolsOfMetropole} de la Métropole de Lyon (${counts.lines} lignes lues, ${counts.others} autres établissements, ${(tookMs / 1_000).toFixed(1)} s).`,
    `Nouvelles : ${appeared}. Fermées : ${closed}. Vont fermer : ${closing}. Renommées : ${renamed}.`,
    ...(refused.length > 0
      ? [
          `Lignes écartées : ${refused.map(([reason, count]) => `${count} (${whyRefused[reason]})`).join(', ')}.`,
        ]
      : []),
    ...section('Nouvelles écoles de la Métropole', report.appeared.map(describe)),
    ...section('Écoles fermées', report.closed.map(describe)),
    ...section('Écoles qui vont fermer', report.closing.map(describe)),
    ...section(
      'Écoles renommées',
      report.renamed.map(({ school, formerName }) => `${describe(school)}, auparavant « ${formerName} »`),
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, LONGEST_LIST).map((line) => `  ${line}`);
  const left = lines.length - shown.length;
  return ['', `${title} :`, ...shown, ...(left > 0 ? [`  … et ${left} autres`] : [])];
}

function describe({ uai, name, communeInsee }: DirectorySchool): string {
  return `${uai} ${name}, ${communeByInsee(communeInsee)?.name ?? communeInsee}`;
}

/** One line of `import-directory --history`. */
export function printPastImport({ startedAt, askedBy, outcome, detail, report }: DirectoryImport): string {
  const how = askedBy === 'schedule' ? 'automatique' : 'à la main';
  const start = `${startedAt.toISOString()}  ${how}  `;
  if (report === null)
    return `${start}${endings[outcome ?? 'failed']}${detail === null ? '' : ` (${detail})`}`;
  const { appeared, closed, closing, renamed } = report.counts;
  return (
    `${start}importé : ${report.schools} écoles, dont ${report.schoolsOfMetropole} de la Métropole ; ` +
    `nouvelles : ${appeared}, fermées : ${closed}, vont fermer : ${closing}, renommées : ${renamed}`
  );
}

const endings = { imported: 'importé', refused: 'refusé', failed: 'échoué' } as const;
