import type { SchoolAction } from '../reading.js';
import { foldWords } from './fold-words.js';

const actions: [RegExp, SchoolAction][] = [
  [/\b(?:sans|pas de|aucune?|zero) (?:changement|modif)|identique|inchange/, 'keep'],
  [/\b(?:ne pas|non|plus)\b.*(?:renouvel|recond|maint|conserv|inscri)/, 'remove'],
  [/radi(?:ation|ee?|er)|retrait|retir|suppr|sortie|resili|quitte|ferm|arret/, 'remove'],
  [/administrateur|changement|modif/, 'change_administrator'],
  [/ajout|nouve|adhesion|inscription|creation|ouverture/, 'add'],
  [/maint|recond|renouvel|conserv|poursuite/, 'keep'],
];

/** What a word asks to do with a school (« Radiation », « sans changement »); null for any other. */
export function actionOf(text: string): SchoolAction | null {
  const words = foldWords(text);
  return actions.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
