import type { Case, CommuneFile, ReadDocument } from '../../src/decision/case.js';
import type { Field, Reading, ReadPerson } from '../../src/form/reading.js';
import type { DirectorySchool } from '../../src/registry/school.js';
import { Uai } from '../../src/registry/uai.js';

/** A value in some cell: a test names only the value. */
export function aField<Value>(value: Value, cell = 'B2'): Field<Value> {
  return { value, writtenAs: String(value), at: { sheet: 'Feuille1', cell } };
}

export function aPerson(name = 'Sylvie Durand', email = 'sylvie.durand@ac-lyon.fr'): ReadPerson {
  const [firstName = '', lastName = ''] = name.split(' ');
  return {
    firstName: aField(firstName),
    lastName: aField(lastName),
    jobTitle: aField('Directrice'),
    email: aField(email),
    phone: aField('+33472900318'),
  };
}

export const jeanJaures: DirectorySchool = {
  uai: Uai.parse('0693027R'),
  name: 'Ecole primaire Jean Jaurès',
  level: 'primaire',
  communeInsee: '69273',
  state: 'open',
};

/** A complete form of Corbas with one school. */
export function aReading(changes: Partial<Reading> = {}): Reading {
  return {
    kind: 'valid',
    rules: 'test',
    commune: aField({ name: 'Corbas', insee: '69273' }),
    contacts: {
      followUp: aPerson('Hélène Marchand', 'h@c.example'),
      technical: aPerson('Karim Belkacem', 'k@c.example'),
    },
    schools: [{ name: aField('École Jean Jaurès'), uai: null, administrator: aPerson() }],
    problems: [],
    unread: [],
    ...changes,
  };
}

export function aDocument(reading: Reading = aReading(), sha256 = 'aa'): ReadDocument {
  return { readingId: 'r1', name: 'liste.xlsx', sha256, reading };
}

export function aCommune(changes: Partial<CommuneFile> = {}): CommuneFile {
  return {
    insee: '69273',
    isConventionInForce: true,
    isSenderTrusted: true,
    list: { contacts: {}, schools: [] },
    directory: [jeanJaures],
    ...changes,
  };
}

/** A case in which every condition of acceptance holds. */
export function aCase(
  changes: Partial<Omit<Case, 'message'>> & { message?: Partial<Case['message']> } = {},
): Case {
  const { message, ...rest } = changes;
  return {
    documents: [aDocument()],
    commune: aCommune(),
    earlier: null,
    joins: null,
    ...rest,
    message: {
      kind: 'form',
      mayAnswer: true,
      reasons: [],
      authenticity: 'authentic',
      leftOnServer: null,
      ...message,
    },
  };
}
