import type { SchoolAction } from '../reading.js';
import { foldWords } from './fold-words.js';

const actions: [RegExp, SchoolAction][] = [
  [/^non$/, 'remove'],
  [/\b(?:sans|pas de|aucune?|zero) (?:changement|modif)|identique|inchange/, 'keep'],
  [/\b(?:ne pas|non|plus)\b.*(?:renouvel|recond|maint|conserv|inscri)/, 'remove'],
  [/radi(?:ation|ee?|er)|retrait|retir|suppr|sortie|resili|quitte|ferm|arret/, 'remove'],
  [/administrateur|changement|modif/, 'change_administrator'],
  [/ajout|nouve|adhesion|inscription|creation|ouverture/, 'add'],
  [/maint|recond|renouvel|conserv|poursuite/, 'keep'],
];

const PLAIN =
  /^(?:(?:a )?(?:maint\w+|ajout\w*|radi\w+|suppr\w+|retrait|retirer|renouvel\w+|recondu\w+|inchangee?|modif\w+|adhesion|creation|fermeture|ouverture|conserver)|nouve(?:au|lle)(?: ecole)?|changement\b.{0,30}|(?:sans|pas de|aucun) changement)$/;

/** True when the text is the word of an action and nothing more, whatever its label: « Statut : Maintien » is no job. */
export function isPlainAction(text: string): boolean {
  return PLAIN.test(foldWords(text));
}

/** What a word asks to do with a school (« Radiation », « sans changement »); null for any other. */
export function actionOf(text: string): SchoolAction | null {
  const words = foldWords(text);
  return actions.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
