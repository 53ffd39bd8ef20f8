import { readPersonName } from '../../../src/form/read/read-person-name.js';

type Order = 'first' | 'last' | null;
const MAILBOX = 's.lambert@ville-corbas.fr';

/** Written; the order its label asks for; the person's own address; the given name and the surname. */
const told: [string, Order, string | null, string, string][] = [
  ['Mme la Directrice Sophie LAMBERT', 'first', null, 'Sophie', 'LAMBERT'],
  ['Melle Chloé PERRIN', 'first', null, 'Chloé', 'PERRIN'],
  ['Dr Samir HADDAD', 'first', null, 'Samir', 'HADDAD'],
  ['Nathalie de LA TOUR', 'first', null, 'Nathalie', 'de LA TOUR'],
  ['DE LA TOUR Nathalie', 'last', null, 'Nathalie', 'DE LA TOUR'],
  ['DE LA TOUR Nathalie', 'first', null, 'Nathalie', 'DE LA TOUR'],
  ["Jean-Baptiste d'ESTAING", 'first', null, 'Jean-Baptiste', "d'ESTAING"],
  ['Camille D’ANGELO', 'first', null, 'Camille', 'D’ANGELO'],
  ['Mohamed BEN SALAH', 'first', null, 'Mohamed', 'BEN SALAH'],
  ['BEN SALAH Mohamed', 'first', null, 'Mohamed', 'BEN SALAH'],
  ['Ben Salah Mohamed', 'last', null, 'Mohamed', 'Ben Salah'],
  ['Youssef El Khatib', 'first', null, 'Youssef', 'El Khatib'],
  ['Von Hoffmann Greta', 'last', null, 'Greta', 'Von Hoffmann'],
  ['Greta von Hoffmann', 'first', null, 'Greta', 'von Hoffmann'],
  ['Maria da Silva Ferreira', 'first', null, 'Maria', 'da Silva Ferreira'],
  ['Ana Paula DOS SANTOS', 'first', null, 'Ana Paula', 'DOS SANTOS'],
  ['NGUYEN Thi Mai', 'first', null, 'Thi Mai', 'NGUYEN'],
  ['Nguyen Thi Mai', null, 'tm.nguyen@ville-corbas.fr', 'Thi Mai', 'Nguyen'],
  ['Said Ali MOHAMED', 'first', null, 'Said Ali', 'MOHAMED'],
  ['MOHAMED Said Ali', 'first', null, 'Said Ali', 'MOHAMED'],
  ['Ayşe YILMAZ', 'first', null, 'Ayşe', 'YILMAZ'],
  ['YILDIRIM Gülşen', 'first', null, 'Gülşen', 'YILDIRIM'],
  ['Martin Bernard', 'last', 'accueil2@ville-corbas.fr', 'Bernard', 'Martin'],
  ['Martin Bernard', null, 'bernard.martin@ville-corbas.fr', 'Bernard', 'Martin'],
  ['BERNARD Martin', 'first', null, 'Martin', 'BERNARD'],
  ['Martin BERNARD', 'last', null, 'Martin', 'BERNARD'],
  ['LAMBERT, Sophie', 'first', null, 'Sophie', 'LAMBERT'],
  ['Lambert, Sophie', 'first', null, 'Sophie', 'Lambert'],
  ['Mme DUPONT épouse MARTIN Claire', 'first', null, 'Claire', 'DUPONT épouse MARTIN'],
  ['Claire DUPONT-MARTIN', 'first', null, 'Claire', 'DUPONT-MARTIN'],
  ['Claire DUPONT--MARTIN', 'first', null, 'Claire', 'DUPONT--MARTIN'],
  ['Marie Claire DUPONT', 'first', null, 'Marie Claire', 'DUPONT'],
  ["O'BRIEN Kathleen", 'first', null, 'Kathleen', "O'BRIEN"],
  ['Kathleen O’Brien', 'first', null, 'Kathleen', 'O’Brien'],
  ['sophie lambert', 'first', null, 'sophie', 'lambert'],
  ['SOPHIE LAMBERT', 'first', null, 'SOPHIE', 'LAMBERT'],
  ['LAMBERT SOPHIE', 'last', null, 'SOPHIE', 'LAMBERT'],
  ['LAMBERT SOPHIE', 'first', 'sophie.lambert@ville-corbas.fr', 'SOPHIE', 'LAMBERT'],
  ['Sophie LAMBERT (directrice)', 'first', null, 'Sophie', 'LAMBERT'],
  ['Mme Sophie LAMBERT, directrice', 'first', null, 'Sophie', 'LAMBERT'],
  ['LE GOFF Yann', 'first', null, 'Yann', 'LE GOFF'],
  ['Yann Le Goff', 'first', null, 'Yann', 'Le Goff'],
  ["Jean-Pierre de l'Isle", 'first', null, 'Jean-Pierre', "de l'Isle"],
  ['Sophie  LAMBERT\u00a0', 'first', null, 'Sophie', 'LAMBERT'],
  ['Abdou-Rahim MZE HAMADI', 'first', null, 'Abdou-Rahim', 'MZE HAMADI'],
  ['ATTOUMANI Moinaécha', 'first', null, 'Moinaécha', 'ATTOUMANI'],
  ["M'SA Fatima", 'last', null, 'Fatima', "M'SA"],
  ['Fatima M’MADI', 'first', null, 'Fatima', 'M’MADI'],
  ['Trần Thị Hồng', 'last', null, 'Thị Hồng', 'Trần'],
  ['Duc TRAN VAN', 'first', null, 'Duc', 'TRAN VAN'],
  ['João GONÇALVES PEREIRA', 'first', null, 'João', 'GONÇALVES PEREIRA'],
  ['Mr Thomas MOREL', 'first', null, 'Thomas', 'MOREL'],
  ['M.Thomas MOREL', 'first', null, 'Thomas', 'MOREL'],
  ['Mme. Sophie LAMBERT', 'first', null, 'Sophie', 'LAMBERT'],
  ['MME SOPHIE LAMBERT', 'first', null, 'SOPHIE', 'LAMBERT'],
  ['LAMBERT Sophie née PETIT', 'first', null, 'Sophie', 'LAMBERT née PETIT'],
  ['Sophie LAMBERT née PETIT', 'first', null, 'Sophie', 'LAMBERT née PETIT'],
  ['Mme LAMBERT Sophie', 'first', null, 'Sophie', 'LAMBERT'],
  ["Marie-Ève L'HOSTIS", 'first', null, 'Marie-Ève', "L'HOSTIS"],
  ['Zoé ÉTIENNE', 'first', null, 'Zoé', 'ÉTIENNE'],
  ['Jean Michel DE SOUSA E SILVA', 'first', null, 'Jean Michel', 'DE SOUSA E SILVA'],
  ['Fatoumata Binta DIALLO', 'first', null, 'Fatoumata Binta', 'DIALLO'],
  ['ABDELKADER Abdelkader', 'first', null, 'Abdelkader', 'ABDELKADER'],
  ['Inès BEN AÏSSA-MARTIN', 'first', null, 'Inès', 'BEN AÏSSA-MARTIN'],
  ['Sophie LAMBERT*', 'first', null, 'Sophie', 'LAMBERT'],
  ['- Sophie LAMBERT', 'first', null, 'Sophie', 'LAMBERT'],
  ['Sophie Lambert (Mme)', 'first', null, 'Sophie', 'Lambert'],
  ['Sœur Marie-Agnès FAURE', 'first', null, 'Marie-Agnès', 'FAURE'],
  ['Me Paul ROUX', 'first', null, 'Paul', 'ROUX'],
  ['Mme le Maire Sophie LAMBERT', 'first', null, 'Sophie', 'LAMBERT'],
  ['Madame la Principale Sophie LAMBERT', 'first', null, 'Sophie', 'LAMBERT'],
  ['Sophie LAMBERT, DGS', 'first', null, 'Sophie', 'LAMBERT'],
  ['Sophie LAMBERT - directrice', 'first', null, 'Sophie', 'LAMBERT'],
  ['DO Anh', null, null, 'Anh', 'DO'],
  ['LE Minh', 'last', null, 'Minh', 'LE'],
  ['Minh LE', 'first', null, 'Minh', 'LE'],
  ['LAMBERT;Sophie', 'first', null, 'Sophie', 'LAMBERT'],
  ['LAMBERT/Sophie', 'first', null, 'Sophie', 'LAMBERT'],
  ['LAMBERT PETIT Anne Sophie', 'first', null, 'Anne Sophie', 'LAMBERT PETIT'],
  ['DU PONT DE NEMOURS Pierre', 'first', null, 'Pierre', 'DU PONT DE NEMOURS'],
  ['Pham Van Hung', 'last', 'vh.pham@ville-corbas.fr', 'Van Hung', 'Pham'],
  ['Ould Ahmed Sidi', 'last', null, 'Sidi', 'Ould Ahmed'],
  ['N’GUESSAN Koffi', 'first', null, 'Koffi', 'N’GUESSAN'],
  ['Zahra ABDOU M’COLO', 'first', null, 'Zahra', 'ABDOU M’COLO'],
  ['Ömer Faruk KAYA', 'first', null, 'Ömer Faruk', 'KAYA'],
  ['Inês Sofia PINTO DA COSTA', 'first', null, 'Inês Sofia', 'PINTO DA COSTA'],
  ['Michel MICHEL', 'first', null, 'Michel', 'MICHEL'],
  ['Gérard Philippe', null, 'p.gerard@ville-corbas.fr', 'Philippe', 'Gérard'],
  ['Vincent PAUL', 'last', 'vincent.paul@ville-corbas.fr', 'Vincent', 'PAUL'],
];

test.each(told)(
  '« %s » under a label of order %s, with the address %s, is %s / %s',
  (text, labelOrder, email, firstName, lastName) => {
    expect(readPersonName(text, { labelOrder, email, formOrder: null })).toEqual({
      kind: 'split',
      name: { firstName, lastName },
    });
  },
);

/** Nothing tells which is the given name: a person decides. */
const undecided = ['Martin Bernard', 'Claude Simon', 'Vincent Laurent'];

test.each(undecided)('« %s » is not cut in two', (text) => {
  expect(readPersonName(text, { labelOrder: null, email: null, formOrder: null })).toEqual({
    kind: 'undecided',
  });
});

/** One account is one person's. */
const several = [
  'M. et Mme DUPONT',
  'Sophie LAMBERT / Julie PETIT',
  'Sophie LAMBERT et Julie PETIT',
  'Sophie LAMBERT - Julie PETIT',
  'LE GALL Zébulon QUATREMER',
  'Sophie LAMBERT & Julie PETIT',
];

test.each(several)('« %s » names two persons', (text) => {
  expect(readPersonName(text, { labelOrder: 'first', email: MAILBOX, formOrder: 'first' })).toEqual({
    kind: 'several',
  });
});

/** What is half told stays half told. */
const halves: [string, string | null, string | null][] = [
  ['Sophie', 'Sophie', null],
  ['LAMBERT', null, 'LAMBERT'],
  ['Mme LAMBERT', null, 'LAMBERT'],
  ['LE Goff', null, 'LE Goff'],
  ['Le GALL', null, 'Le GALL'],
  ['LAMBERT (Sophie)', null, 'LAMBERT'],
  ['Sophie L.', 'Sophie', null],
];

test.each(halves)('« %s » tells only one of both names', (text, firstName, lastName) => {
  expect(readPersonName(text, { labelOrder: null, email: null, formOrder: null })).toEqual({
    kind: 'split',
    name: { firstName, lastName },
  });
});

const nobody = [
  'poste non pourvu',
  'Recrutement prévu en septembre',
  'cf. mail',
  'le remplaçant sera nommé en septembre',
  'service informatique',
  '12345',
  'Monsieur le Maire',
  'Mme la Directrice',
  's.lambert@ville-corbas.fr',
  '04 72 90 03 18',
  'x',
  'Le secrétariat',
  'Société Dupont',
];

test.each(nobody)('« %s » is nobody’s name', (text) => {
  expect(readPersonName(text, { labelOrder: 'first', email: MAILBOX, formOrder: 'first' })).toEqual({
    kind: 'not_a_name',
  });
});

test('the order that the others of the form follow decides what nothing else does', () => {
  const hints = { labelOrder: null, email: null } as const;
  const read = (formOrder: Order) => readPersonName('Vincent Laurent', { ...hints, formOrder });
  expect(read('last')).toEqual({ kind: 'split', name: { firstName: 'Laurent', lastName: 'Vincent' } });
  expect(read('first')).toEqual({ kind: 'split', name: { firstName: 'Vincent', lastName: 'Laurent' } });
});
