/** What a commune means, before a clerk writes it down in any way. */
export type Person = { first: string; last: string; job: string; email: string; phone: string };
export type School = { name: string; uai: string | null; administrator: Person | null };
export type Registration = {
  commune: { name: string; insee: string };
  followUp: Person;
  technical: Person;
  schools: School[];
};

const firsts = [
  'Marie',
  'Paul',
  'Claire',
  'Jean-Pierre',
  'Sophie',
  'Karim',
  'Anne-Laure',
  'Luc',
  'Nadia',
  'Émilie',
  'François',
  'Zoé',
  'Inès',
  'Thierry',
  'Mélanie',
  'Yann',
  'Océane',
  'Bruno',
];
const lasts = [
  'Legrand',
  'Martinet',
  'Durand',
  'Petitjean',
  'Benali',
  'Le Gall',
  'de La Tour',
  'Lefèvre',
  'O’Brien',
  'Nguyen',
  'Garcia-Lopez',
  'Dubois',
  'Perrachon',
  'd’Estaing',
  'Chavanne',
  'Mollard',
  'Vuillermoz',
  'El Amrani',
];
const townJobs = [
  'Directrice générale des services',
  'Responsable du service scolaire',
  'Chargé de mission éducation',
  'Adjointe aux affaires scolaires',
  'Responsable éducation',
];
const techJobs = [
  'Responsable informatique',
  'Technicien informatique',
  'DSI',
  'Chef de projet numérique',
  'Administrateur systèmes et réseaux',
];
const schoolJobs = [
  'Directrice',
  'Directeur',
  'Directrice d’école',
  'Professeur des écoles',
  'Enseignante',
  'Directeur adjoint',
];
const communes = [
  ['Corbas', '69273'],
  ['Bron', '69029'],
  ['Mions', '69283'],
  ['Saint-Priest', '69290'],
  ['Vénissieux', '69259'],
  ['Francheville', '69089'],
  ['Caluire-et-Cuire', '69034'],
  ['Craponne', '69069'],
] as const;
const schoolNames = [
  'École Jean Jaurès',
  'École maternelle Marie Curie',
  'Jacques Prévert',
  'École élémentaire Les Tilleuls',
  'Groupe scolaire Louis Pasteur',
  'EMPU Le Petit Prince',
  'École primaire du Centre',
  'Les Frères Voisin',
  'École Simone Veil',
  'Maternelle Pierre Cot',
];
const uais = [
  '0693898M',
  '0693027R',
  '0693794Z',
  '0690451R',
  '0691219A',
  '0690838L',
  '0690453T',
  null,
  null,
  null,
];

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/** A registration drawn from `seed`; every value is different from every other. */
export function aRegistration(seed: number): Registration {
  const [name, insee] = communes[seed % communes.length]!;
  const domain = `mairie-${plain(name)}.fr`;
  let turn = seed * 7;
  const person = (jobs: readonly string[], at: string): Person => {
    turn++;
    const first = firsts[(turn * 5) % firsts.length]!;
    const last = lasts[(turn * 7 + seed) % lasts.length]!;
    // 06 39 is Mayotte: no number of Lyon begins so.
    const digits = String(10_000_000 + ((turn * 7919) % 20_000_000));
    return {
      first,
      last,
      job: jobs[turn % jobs.length]!,
      email: `${plain(first)}.${plain(last)}@${at}`,
      phone: `+33${turn % 3 === 0 ? 6 : 4}${digits}`,
    };
  };
  const followUp = person(townJobs, domain);
  const technical = person(techJobs, domain);
  const count = 1 + (seed % 4);
  const schools = Array.from({ length: count }, (_, index) => ({
    name: schoolNames[(seed * 3 + index) % schoolNames.length]!,
    uai: uais[(seed * 3 + index) % uais.length] ?? null,
    administrator: person(schoolJobs, 'ac-lyon.fr'),
  }));
  return { commune: { name, insee }, followUp, technical, schools };
}
