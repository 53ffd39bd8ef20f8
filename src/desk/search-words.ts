import type { Reading, ReadPerson } from '../form/reading.js';
import { communeByInsee } from '../registry/find-commune.js';
import { fold } from '../registry/fold.js';
import type { SearchMaterial } from '../store/desk/search.js';

/** Longer texts are cut: a request is found by its first words. */
const MOST_LETTERS = 20_000;

/** Pure: each word once, as `searchedWords` writes them. */
export function searchWords({
  reference,
  communeInsee,
  sender,
  messages,
  readings,
  edits,
}: SearchMaterial): string {
  const commune = communeInsee === null ? undefined : communeByInsee(communeInsee);
  const texts = [
    reference,
    commune?.name ?? '',
    sender,
    ...messages.flatMap(({ from, subject, documents }) => [from ?? '', subject ?? '', ...documents]),
    ...readings.flatMap(wordsOfReading),
    ...edits,
  ];
  const words = texts.flatMap((text) => fold(text.slice(0, 500)).split(' '));
  return [...new Set(words)].join(' ').slice(0, MOST_LETTERS);
}

function wordsOfReading({ commune, contacts, schools }: Reading): string[] {
  return [
    commune?.value.name ?? '',
    ...wordsOfPerson(contacts.followUp),
    ...wordsOfPerson(contacts.technical),
    ...schools.flatMap(({ name, uai, administrator }) => [
      name?.value ?? '',
      uai?.value ?? '',
      ...wordsOfPerson(administrator),
    ]),
  ];
}

function wordsOfPerson(person: ReadPerson | null): string[] {
  return [person?.firstName, person?.lastName, person?.email].map((field) => field?.value ?? '');
}

/** Said by nearly every request, or too short to tell: searched for only when nothing else is. */
const common = new Set(
  'ECOLE ECOLES PRIMAIRE MATERNELLE ELEMENTAIRE MAIRIE COMMUNE VILLE LISTE FORMULAIRE XLSX LACLASSE LES DES'.split(
    ' ',
  ),
);
const MOST_WORDS = 6;

/** Pure: what is worth searching for in what an agent typed. */
export function searchedWords(text: string): string[] {
  const words = fold(text.slice(0, 200))
    .split(' ')
    .filter((word) => word.length >= 3);
  const telling = words.filter((word) => !common.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}
