import type { AccessAdapter } from './access-adapter.js';

/** Does nothing at laclasse.com: records what would be done, in words an agent can carry out by hand. */
export const recordOnly: AccessAdapter = {
  async carryOut({ kind, uai }) {
    return { proof: { adapter: 'record-only', would: whatWouldBeDone(kind, uai) } };
  },
};

function whatWouldBeDone(kind: string, uai: string): string {
  if (kind === 'open-school')
    return `Ouvrir l’établissement ${uai} et créer le compte de son administrateur.`;
  return `Mettre à jour les coordonnées de l’administrateur de l’établissement ${uai}.`;
}
