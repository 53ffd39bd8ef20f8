const roles = new Map(
  Object.entries({
    administrator: 'de l’administrateur',
    followUp: 'de la personne chargée du suivi',
    technical: 'du responsable technique',
  }),
);

const fields = new Map(
  Object.entries({
    firstName: 'Prénom',
    lastName: 'Nom',
    jobTitle: 'Fonction',
    email: 'E-mail',
    phone: 'Téléphone',
    name: 'Nom de l’école',
    uai: 'UAI',
    commune: 'Commune',
    administrator: 'Administrateur',
    followUp: 'Personne chargée du suivi',
    technical: 'Responsable technique',
    schools: 'École',
  }),
);

/** `schools[2].administrator.email` → `E-mail de l’administrateur (École Jean Jaurès)`. An unknown path is « Formulaire ». */
export function fieldInFrench(path: string, school: string | null): string {
  const steps = path.replace(/\[\d+\]/g, '').split('.');
  const name = fields.get(steps.at(-1)!) ?? 'Formulaire';
  const role = roles.get(steps.at(-2) ?? '');
  const what = role === undefined ? name : `${name} ${role}`;
  return school === null || school === '' ? what : `${what} (${school})`;
}
