import type { ReadSchool } from '../reading.js';
import type { ProblemList } from './problem-list.js';

/** `ce.0693027R@ac-lyon.fr` is the school's mailbox, read by several people: an account wants a person's own address. */
export function warnAboutMailboxes(schools: readonly ReadSchool[], problems: ProblemList): void {
  schools.forEach(({ name, uai, administrator }, index) => {
    const email = administrator?.email ?? null;
    const digits = email === null ? null : /^ce[._-]?(\d{7}[a-z])@/.exec(email.value)?.[1];
    if (email === null || digits === undefined || digits === null) return;

    const school = name === null ? '' : ` « ${name.value} »`;
    const message = `L’adresse de l’administrateur de l’école${school} est celle de l’école, partagée. Indiquez plutôt son adresse professionnelle nominative.`;
    problems.warning(`schools[${index}].administrator.email`, 'shared_mailbox', email.at, message);
    if (uai === null || uai.value === digits.toUpperCase()) return;
    const differs = `Le code UAI ${uai.value} n’est pas celui de l’adresse ${email.value}. Vérifiez-les.`;
    problems.warning(`schools[${index}].uai`, 'uai_mismatch', uai.at, differs);
  });
}
