import { unreachable } from '../kernel/result.js';
import type { AccessAdapter, AccessTask } from './access-adapter.js';

/** Does nothing at laclasse.com: records what would be done, in words an agent can carry out by hand. */
export const recordOnly: AccessAdapter = {
  async carryOut(task) {
    return { kind: 'done', proof: { adapter: 'record-only', would: whatWouldBeDone(task) } };
  },
};

/** One sentence, without any person's name. */
export function whatWouldBeDone({ kind, uai }: AccessTask): string {
  switch (kind) {
    case 'open-school':
      return `Ouvrir l’établissement ${uai} et créer le compte de son administrateur.`;
    case 'add-administrator':
      return `Donner à une personne de plus l’administration de l’établissement ${uai}.`;
    case 'replace-administrator':
      return `Remplacer l’administrateur de l’établissement ${uai} : le nouveau d’abord, puis retirer l’ancien.`;
    case 'close-school':
      return `Retirer les administrateurs de l’établissement ${uai}, sans supprimer l’établissement.`;
    case 'reopen-school':
      return `Rendre leur accès aux administrateurs retirés de l’établissement ${uai}.`;
    case 'update-contact':
      return `Mettre à jour les coordonnées de l’administrateur de l’établissement ${uai}.`;
    default:
      return unreachable(kind);
  }
}
