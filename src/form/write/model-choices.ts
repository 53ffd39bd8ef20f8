import type { Choice } from './draft.js';
import { modelActions } from './model-words.js';

const HELP: [column: number, title: string, text: string][] = [
  [
    3,
    'Code UAI',
    'Sept chiffres et une lettre, par exemple 0693027R. Laissez vide si vous ne le connaissez pas.',
  ],
  [7, 'Mail', 'L’adresse de la personne elle-même plutôt que celle de l’école.'],
  [8, 'Téléphone', 'Un seul numéro à dix chiffres, par exemple 04 72 90 03 18.'],
];

/** The list of actions, and a word of help for each column where people hesitate, on the rows of the schools. */
export function modelChoices(from: number, to: number): Choice[] {
  const column = (number: number) => ({
    from: { row: from, column: number },
    to: { row: to, column: number },
  });
  const action: Choice = {
    range: column(1),
    options: modelActions,
    isStrict: true,
    help: { title: 'Action', text: `Choisissez : ${modelActions.join(', ')}.` },
  };
  const helps = HELP.map(([number, title, text]) => ({
    range: column(number),
    options: [],
    isStrict: false,
    help: { title, text },
  }));
  return [action, ...helps];
}
