import { communeByInsee } from './find-commune.js';
import type { DirectorySchool } from './school.js';
import type { Uai } from './uai.js';

/** What a new directory changes. The lists are of the communes of the Métropole only; the counts are of the whole country. */
export type DirectoryReport = {
  /** Public primary schools, open or closing. */
  schools: number;
  schoolsOfMetropole: number;
  counts: { appeared: number; closed: number; closing: number; renamed: number };
  appeared: DirectorySchool[];
  /** Those no longer there, and those now said closed. */
  closed: DirectorySchool[];
  /** Now said « A FERMER ». */
  closing: DirectorySchool[];
  renamed: { school: DirectorySchool; formerName: string }[];
};

export type DirectoryComparison = {
  see(school: DirectorySchool): void;
  /** Once every school of the new directory was seen. `vanished`: those of the old one that were not. */
  end(): { report: DirectoryReport; vanished: Uai[] };
};

/** Compares a directory seen one school at a time with the one in use. */
export function compareWith(current: Iterable<DirectorySchool>): DirectoryComparison {
  const unseen = new Map([...current].map((school) => [school.uai, school]));
  const report = emptyReport();
  return {
    see(school) {
      const former = unseen.get(school.uai);
      unseen.delete(school.uai);
      note(report, school, former);
    },
    end() {
      const vanished = [...unseen.values()].filter(({ state }) => state !== 'closed');
      for (const school of vanished) add(report, 'closed', school);
      return { report, vanished: vanished.map(({ uai }) => uai) };
    },
  };
}

function note(report: DirectoryReport, school: DirectorySchool, former: DirectorySchool | undefined): void {
  if (school.state !== 'closed') {
    report.schools++;
    if (isOfMetropole(school)) report.schoolsOfMetropole++;
  }
  const wasOpen = former !== undefined && former.state !== 'closed';
  if (school.state === 'closed') {
    if (wasOpen) add(report, 'closed', school);
    return;
  }
  if (!wasOpen) add(report, 'appeared', school);
  if (school.state === 'closing' && former?.state !== 'closing') add(report, 'closing', school);
  if (wasOpen && former.name !== school.name) {
    report.counts.renamed++;
    if (isOfMetropole(school)) report.renamed.push({ school, formerName: former.name });
  }
}

function add(
  report: DirectoryReport,
  list: 'appeared' | 'closed' | 'closing',
  school: DirectorySchool,
): void {
  report.counts[list]++;
  if (isOfMetropole(school)) report[list].push(school);
}

function isOfMetropole({ communeInsee }: DirectorySchool): boolean {
  return communeByInsee(communeInsee) !== undefined;
}

function emptyReport(): DirectoryReport {
  return {
    schools: 0,
    schoolsOfMetropole: 0,
    counts: { appeared: 0, closed: 0, closing: 0, renamed: 0 },
    appeared: [],
    closed: [],
    closing: [],
    renamed: [],
  };
}
