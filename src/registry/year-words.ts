import { fold } from './fold.js';
import type { SchoolYear } from './school-year.js';

/** What a text says of the school year it speaks of. */
export type YearWords = {
  /** Years named in figures, each once: `2027-2028`, « rentrée 2027 ». */
  named: readonly SchoolYear[];
  /** « année scolaire prochaine », « à la rentrée prochaine ». */
  isNext: boolean;
  /** « dès maintenant », « pour l’année scolaire en cours ». */
  isNow: boolean;
};

/** `2027-2028`, `2027/28`, `2027 – 2028`: two years that follow each other, and nothing else that looks like them. */
const SPAN = /(?<![\d.-])(20\d\d) ?[-/] ?(?:20)?(\d\d)(?![\d.-])/g;
const RENTREE = /\bRENTREE (?:SCOLAIRE )?(?:DE )?(?:SEPTEMBRE )?(20\d\d)\b/g;

const NEXT =
  /\bANNEE SCOLAIRE (?:PROCHAINE|SUIVANTE)\b|\b(?:PROCHAINE|NOUVELLE) (?:ANNEE SCOLAIRE|RENTREE)\b|\bRENTREE (?:SCOLAIRE )?PROCHAINE\b|\bL ANNEE PROCHAINE\b/;

const NOW =
  /\bDES (?:MAINTENANT|A PRESENT|AUJOURD HUI)\b|\bEFFET IMMEDIAT\b|\b(?:ANNEE|ANNEE SCOLAIRE) EN COURS\b|\bCETTE ANNEE SCOLAIRE\b|\bEN COURS D ANNEE\b/;

/** Pure. Long texts are read whole: the caller bounds them. */
export function readYearWords(text: string): YearWords {
  const dashed = text.replace(/[\u2010-\u2015]/g, '-');
  const spans = [...dashed.matchAll(SPAN)].flatMap(([, from, to]) =>
    (Number(from) + 1) % 100 === Number(to) ? [Number(from)] : [],
  );
  const folded = fold(text);
  const rentrees = [...folded.matchAll(RENTREE)].map(([, year]) => Number(year));
  return {
    named: [...new Set([...spans, ...rentrees])].sort((one, other) => one - other),
    isNext: NEXT.test(folded),
    isNow: NOW.test(folded),
  };
}

export const noYearWords: YearWords = { named: [], isNext: false, isNow: false };

/** As codes kept with a message: `year-2027`, `next-year`, `now`. */
export function yearCodes({ named, isNext, isNow }: YearWords): string[] {
  return [
    ...named.map((year) => `year-${year}`),
    ...(isNext ? ['next-year'] : []),
    ...(isNow ? ['now'] : []),
  ];
}

export function yearWordsOf(codes: readonly string[]): YearWords {
  return {
    named: codes.flatMap((code) => (/^year-\d{4}$/.test(code) ? [Number(code.slice(5))] : [])),
    isNext: codes.includes('next-year'),
    isNow: codes.includes('now'),
  };
}
