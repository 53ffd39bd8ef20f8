import type { Reading } from './reading.js';
import { refusedReading } from './refused-reading.js';

/** The reading of a document whose child was killed: too long, too much memory, or it died. Never the service. */
export function unfinishedReading(outcome: 'done' | 'failed' | 'timed_out' | 'out_of_memory'): Reading {
  const tooMuch = outcome === 'timed_out' || outcome === 'out_of_memory';
  return tooMuch
    ? refusedReading(
        'too_large',
        'Ce document demande trop de temps ou de mémoire pour être lu. Copiez la liste dans un classeur neuf, puis renvoyez-le.',
      )
    : refusedReading(
        'unreadable',
        'Le fichier est abîmé ou incomplet. Ouvrez-le sur votre poste, enregistrez-le de nouveau, puis renvoyez-le.',
      );
}
