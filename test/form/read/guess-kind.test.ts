import {
  beginsWithSchool,
  isClosing,
  looksLikeDate,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
  looksLikeUai,
  speaksOfSchools,
} from '../../../src/form/read/guess-kind.js';

type Guess = [string, (text: string) => boolean, string[], string[]];

const guesses: Guess[] = [
  [
    'an address',
    looksLikeEmail,
    ['s.lambert@ville.fr', 'mailto:x', 's.lambert arobase ville.fr', 'a (à) @'],
    ['Sophie LAMBERT', '04 72 90 03 18', 'www.ville.fr'],
  ],
  [
    'a telephone number',
    looksLikePhone,
    ['04 72 90 03 18', '+33 (0)4 72 90 03 18', '472900318', '04 72 90 03 18 poste 12', 'Tél. 04.72.90.03.18'],
    ['3949', '12/05/2026', 'École n° 2', 's0472900318@ville.fr', '69960'],
  ],
  [
    'a UAI',
    looksLikeUai,
    ['0693027R', '069 3027 r', '693027R', '069-3027-R', ' 0693027R '],
    ['0693027', '06 93 02 70 11', 'École 0693027R', '0693027RR'],
  ],
  ['a date', looksLikeDate, ['12/05/2026', 'le 12.05.26', '2026-05-12'], ['04 72 90 03 18', '12 mai 2026']],
  [
    'a school',
    looksLikeSchool,
    ['École Jean Jaurès', 'EMPU Condorcet', 'GS Jean Moulin', 'Maternelle du Bourg', 'Jean Macé élémentaire'],
    ['Jean Jaurès', 'Collège Jean Moulin', 'L’école ferme en septembre'],
  ],
  [
    'a school in its first words',
    beginsWithSchool,
    ['École Jean Jaurès', 'Groupe scolaire Pasteur', 'EEPU Pasteur', 'L’école du Bourg'],
    ['Directeur de l’école', 'Écoles de Bron', 'Pasteur maternelle'],
  ],
  [
    'several schools',
    speaksOfSchools,
    ['Écoles de Bron', 'Les écoles', '3 écoles', 'Total : 2 écoles', 'Liste des établissements'],
    ['École de Bron', 'Groupe scolaire'],
  ],
  [
    'a person',
    looksLikePerson,
    [
      'Sophie LAMBERT',
      'Mme Sophie Lambert',
      'LAMBERT, Sophie',
      'Nathalie de La Tour',
      'M. BEN SALAH Mohamed',
    ],
    ['Sophie', 'service scolaire', 'Sophie LAMBERT : 04', 'directrice de l’école'],
  ],
  [
    'a sentence',
    looksLikeSentence,
    ['L’école ferme en septembre', 'Merci de votre aide', 'Nous souhaitons inscrire deux écoles'],
    ['École Jean Jaurès', 'Directrice', 'Sophie LAMBERT'],
  ],
  ['a closing', isClosing, ['Cordialement,', 'Bien cordialement', 'Bien à vous'], ['Sophie LAMBERT', 'Bien']],
];

describe.each(guesses)('%s', (_kind, looksLikeIt, yes, no) => {
  test.each(yes)('is « %s »', (text) => expect(looksLikeIt(text)).toBe(true));
  test.each(no)('is not « %s »', (text) => expect(looksLikeIt(text)).toBe(false));
});
