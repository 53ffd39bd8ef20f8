import type { Person } from './registration.js';

/** How a clerk words labels and writes values. */
export type Wording = {
  colon: string;
  labels: {
    commune: string;
    followUp: string;
    technical: string;
    schools: string;
    school: string;
    uai: string;
    administrator: string;
    name: string;
    first: string;
    last: string;
    job: string;
    email: string;
    phone: string;
  };
  lastFirst: boolean;
  name(person: Person): string;
  phone(e164: string): string | number;
  email(email: string): string;
};

const pick = <Item>(items: readonly Item[], seed: number): Item => items[seed % items.length]!;
const national = (e164: string) => `0${e164.slice(3)}`;
const pairs = (e164: string, gap: string) => national(e164).replace(/(\d\d)(?=\d)/g, `$1${gap}`);

const phones: ((e164: string) => string | number)[] = [
  (p) => pairs(p, ' '),
  (p) => pairs(p, '.'),
  (p) => pairs(p, '-'),
  national,
  (p) => Number(p.slice(3)),
  (p) => `+33 ${pairs(p, ' ').slice(1)}`,
  (p) => `+33 (0)${pairs(p, ' ').slice(1)}`,
  (p) => `0033${p.slice(3)}`,
  (p) => pairs(p, '\u00a0'),
  (p) => pairs(p, '\u202f'),
  (p) => pairs(p, '/'),
  (p) => p,
];
const emails: ((email: string) => string)[] = [
  (e) => e,
  (e) => e,
  (e) => e.toUpperCase(),
  (e) => ` ${e} `,
  (e) => e.replace('@', ' @ '),
  (e) => `${e}.`,
  (e) => `<${e}>`,
  (e) => `mailto:${e}`,
  (e) => `\u200b${e}`,
  (e) => `${e};`,
];
const upper = (text: string) => text.toUpperCase();
const firstLast: ((p: Person) => string)[] = [
  (p) => `${p.first} ${p.last}`,
  (p) => `${p.first} ${upper(p.last)}`,
  (p) => `Mme ${p.first} ${upper(p.last)}`,
  (p) => `M. ${p.first} ${p.last}`,
  (p) => `Monsieur ${p.first}\u00a0${upper(p.last)}`,
  (p) => `${upper(p.last)} ${p.first}`,
  (p) => `${p.first}  ${upper(p.last)} `,
];
const lastFirst: ((p: Person) => string)[] = [
  (p) => `${upper(p.last)} ${p.first}`,
  (p) => `${p.last} ${p.first}`,
  (p) => `${upper(p.last)}, ${p.first}`,
  (p) => `Mme ${upper(p.last)} ${p.first}`,
  (p) => `${p.first} ${upper(p.last)}`,
];

export function aWording(seed: number): Wording {
  const isLastFirst = seed % 3 === 1;
  const cased = pick(
    [
      (t: string) => t,
      (t: string) => t,
      upper,
      (t: string) => t.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
    ],
    seed >> 1,
  );
  const of = (items: readonly string[], shift: number) => cased(pick(items, (seed >> shift) + shift));
  return {
    colon: pick([' :', '', ':', '\u00a0:'], seed),
    labels: {
      commune: of(
        [
          'Nom de la commune',
          'Commune',
          'Ville',
          'Collectivité',
          'Nom de la ville',
          'Mairie de',
          'Nom de la collectivité',
        ],
        0,
      ),
      followUp: of(
        [
          'Personne en charge du suivi du projet',
          'Personne chargée du suivi du projet',
          'Responsable du suivi',
          'Référent projet',
          'Chef de projet',
          'Suivi du projet',
          'Personne en charge du projet',
          'Interlocuteur suivi de projet',
        ],
        1,
      ),
      technical: of(
        [
          'Responsable technique de la commune',
          'Référent technique',
          'Contact technique',
          'Responsable informatique',
          'Correspondant informatique',
          'Interlocuteur technique',
          'Service informatique',
          'Référente technique commune',
        ],
        2,
      ),
      schools: of(
        [
          'Nous demandons l’accès à laclasse.com pour l’année scolaire prochaine pour les établissements suivants :',
          'Liste des écoles',
          'Écoles concernées',
          'Établissements scolaires',
          'LES ÉCOLES',
        ],
        3,
      ),
      school: of(
        [
          'Nom de l’école',
          'École',
          'Établissement',
          "Nom de l'établissement",
          'Nom école',
          'Nom de l\u2019\u00e9cole',
          'Ecole / groupe scolaire',
        ],
        1,
      ),
      uai: of(['UAI', 'Code UAI', 'RNE', 'N° UAI', 'UAI (ex RNE)', 'Code RNE'], 2),
      administrator: of(
        [
          'Administrateur',
          'Administratrice / Administrateur',
          'Administrateur de l’école',
          'Directeur',
          'Directrice',
          'Référent',
          'Administrateur ENT',
          'Directeur/trice',
        ],
        0,
      ),
      name: isLastFirst
        ? of(['Nom Prénom', 'Nom et prénom', 'NOM Prénom', 'Nom / Prénom', 'Nom, prénom'], 1)
        : of(['Prénom Nom', 'Prénom et nom', 'Prénom NOM', 'Prenom/Nom', 'Prénom - Nom'], 1),
      first: of(['Prénom', 'Prenom', 'Prénom(s)'], 2),
      last: of(['Nom', 'NOM', 'Nom de famille'], 3),
      job: of(['Fonction', 'Qualité', 'Poste occupé', 'Fonction exercée', 'Titre'], 2),
      email: of(
        [
          'Mail',
          'Courriel',
          'Mél',
          'Adresse mail',
          'E-mail',
          'Adresse électronique',
          'email',
          'Adresse e-mail professionnelle',
          'Mel',
        ],
        1,
      ),
      phone: of(
        [
          'Tel',
          'Téléphone',
          'N° de téléphone',
          'Tél.',
          'Portable',
          'Numéro de téléphone',
          'Tél. direct',
          'Téléphone portable',
        ],
        2,
      ),
    },
    lastFirst: isLastFirst,
    name: pick(isLastFirst ? lastFirst : firstLast, seed),
    phone: pick(phones, seed),
    email: pick(emails, seed >> 1),
  };
}
