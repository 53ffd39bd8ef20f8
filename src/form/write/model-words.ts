/** The version of the model form, printed at its foot and read back with the form. */
export const modelVersion = '2026-1';

export const modelSheetName = 'Inscription';

/** What a commune asks for each school, in the first column of the model. */
export const modelActions = ['maintien', 'ajout', 'radiation', 'changement d’administrateur'] as const;
export type ModelAction = (typeof modelActions)[number];

/** In the « Action » column, marks the row that only shows how to fill the form: it is never a school. */
export const exampleMark = 'Exemple';

/** The example that follows the mark, cell by cell: an imaginary school, an address that cannot exist (RFC 2606). */
export const exampleRow = [
  'École primaire des Tilleuls',
  '069….X',
  'Camille',
  'Durand',
  'Directrice',
  'camille.durand@ecole.example',
  '04 00 00 00 00',
] as const;

export const modelTitle = 'Inscription des écoles à laclasse.com';
export const modelSubtitle =
  'Convention de mise à disposition de l’espace numérique de travail · Métropole de Lyon';

export const modelInstructions = [
  '1. Remplissez les cases encadrées, sans rien effacer d’autre : une ligne par école. Laissez vides les lignes en trop.',
  '2. Dans « Action », choisissez : maintien (rien ne change), ajout (nouvelle école), radiation (l’école quitte le service) ou changement d’administrateur (écrivez la nouvelle personne).',
  '3. Renvoyez ce fichier tel quel, sans le convertir en PDF, à support@laclasse.com avant le 20 juin.',
] as const;

export const communeLabel = 'Nom de la commune :';
export const contactsTitle = 'Vos deux contacts';
export const followUpLabel = 'Personne en charge du suivi du projet';
export const technicalLabel = 'Responsable technique de la commune';
export const personLabels = ['Prénom', 'Nom', 'Fonction', 'Mail', 'Tél.'] as const;
export const schoolLabels = ['Action', 'Nom de l’école', 'Code UAI'] as const;
export const schoolGroupLabel = 'Une ligne par école';
export const administratorGroupLabel = 'Administrateur de l’école sur laclasse.com';

/** `2027` for the school year 2027-2028. */
export function schoolsTitle(year: number): string {
  return `Nous demandons l’accès à laclasse.com pour l’année scolaire ${year}-${year + 1} pour les établissements suivants :`;
}

export function yearTitle(year: number): string {
  return `Année scolaire ${year}-${year + 1}`;
}

/** `Modèle laclasse.com 2026-1`, followed by the INSEE code when the form was made for a commune. */
export function modelStamp(insee: string | null): string {
  return `Modèle laclasse.com ${modelVersion}${insee === null ? '' : ` · commune ${insee}`}`;
}

/** Sentences of the model that are neither label nor value: the reader knows them and lets them be. */
export function isModelSentence(text: string): boolean {
  if (text.length < SHORTEST_SENTENCE) return false; // nearly every cell: not worth the tidying
  const tidied = tidy(text);
  return sentences.has(tidied) || patterns.some((pattern) => pattern.test(tidied));
}

/** The row of the example: its first cell says so. */
export function isExampleMark(text: string): boolean {
  return /exemple/i.test(text) && tidy(text) === tidiedMark;
}

const tidiedMark = tidy(exampleMark);

const sentences = new Set(
  [
    modelTitle,
    modelSubtitle,
    contactsTitle,
    schoolGroupLabel,
    administratorGroupLabel,
    ...modelInstructions,
  ].map(tidy),
);
/** Tidying only shortens a text. */
const SHORTEST_SENTENCE = Math.min(...[...sentences].map(({ length }) => length));
const patterns = [
  /^année scolaire \d{4}-\d{4}$/,
  /^nous demandons l'accès à laclasse\.com pour l'année scolaire .{1,12} pour les établissements suivants ?:?$/,
  /^modèle laclasse\.com \d{4}-\d{1,3}( · commune \d[\dab]\d{3})?$/,
];

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').replaceAll('’', "'").trim().toLowerCase();
}
