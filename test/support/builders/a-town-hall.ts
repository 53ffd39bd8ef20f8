import { writeTemplate } from '../../../src/form/write/write-template.js';
import { receptionDay } from '../../../src/provisioning/deadlines.js';
import { communes } from '../../../src/registry/data/communes.js';
import { schoolYearAskedOn } from '../../../src/registry/school-year.js';
import { keyLetter } from '../../../src/registry/uai.js';

export type SchoolRow = { name: string; uai: string };

/** A commune with three schools of the directory and an address of its own, the same at each run. */
export type TownHall = { insee: string; commune: string; address: string; schools: SchoolRow[] };

const schoolNames = [
  'École primaire Jules Ferry',
  'École primaire Marie Curie',
  'École primaire Jean Moulin',
];

export function aTownHall(index: number): TownHall {
  const { insee, name } = communes[index]!;
  const schools = schoolNames.map((school, rank) => {
    const digits = `069${String(index * 10 + rank).padStart(4, '0')}`;
    return { name: school, uai: `${digits}${keyLetter(digits)}` };
  });
  return { insee, commune: name, address: `scolaire@mairie-${insee}.example`, schools };
}

export const townHallCount = communes.length;

/** What may be wrong in a form, or different from the first one. */
export type FormOptions = { withoutEmail?: boolean; directorOfFirstSchool?: string; schools?: number };

/** The model form as this town hall fills it: complete, unless told otherwise. */
export function aForm(hall: TownHall, options: FormOptions = {}): { name: string; bytes: Buffer } {
  const { withoutEmail = false, directorOfFirstSchool = 'Durand', schools = hall.schools.length } = options;
  const domain = hall.address.slice(hall.address.indexOf('@') + 1);
  const written = writeTemplate({
    format: 'xlsx',
    year: schoolYearAskedOn(receptionDay(new Date())),
    commune: { name: hall.commune, insee: hall.insee },
    contacts: {
      followUp: person('Hélène', 'Marchand', 'Responsable du service scolaire', `suivi@${domain}`),
      technical: person('Karim', 'Belkacem', 'Directeur informatique', `informatique@${domain}`),
    },
    schools: hall.schools.slice(0, schools).map((school, rank) => ({
      ...school,
      administrator: person(
        ['Sylvie', 'Paul', 'Nadia'][rank]!,
        [directorOfFirstSchool, 'Mercier', 'Haddad'][rank]!,
        'Directrice',
        withoutEmail && rank === 1 ? '' : `direction.${rank}.${hall.insee}@ac-lyon.example`,
      ),
    })),
  });
  return { name: written.fileName, bytes: Buffer.from(written.bytes) };
}

function person(firstName: string, lastName: string, jobTitle: string, email: string) {
  return { firstName, lastName, jobTitle, email, phone: '+33478201101' };
}
