import { isSharedDomain } from '../../../decision/agent/is-shared-domain.js';
import { whyThisVerdict } from '../../../intake/authenticity-reasons.js';
import { senderHint } from '../../../registry/sender-hint.js';
import { communeName } from '../../view/words.js';

/** Why a sender is held for proven or not, and what its domain looks like. Neither decides anything. */
export function originView(
  { from, reasons }: { from: string | null; reasons: readonly string[] },
  insee: string | null,
) {
  return { why: whyThisVerdict(reasons), hint: from === null ? null : domainHint(from, insee) };
}

/** What is known of the domain of an address, or of a domain alone; a `tone` that is not empty or `ok` calls for care. */
export function domainHint(address: string, insee: string | null): { tone: string; words: string } {
  const hint = senderHint(address, insee);
  const isEverybodys = isSharedDomain(address.slice(address.lastIndexOf('@') + 1));
  const commune = insee === null ? 'la commune' : communeName(insee);
  switch (hint.kind) {
    case 'site':
      return { tone: 'ok', words: `Même domaine que le site ${hint.domain} : un indice, pas une preuve.` };
    case 'other-commune':
      return { tone: 'warn', words: `Domaine du site d’une autre commune : ${communeName(hint.insee)}.` };
    case 'resembles':
      return { tone: 'bad', words: `Attention : ressemble au site ${hint.domain}, sans être ce domaine.` };
    case 'site-elsewhere':
    case 'no-site':
      if (isEverybodys) return { tone: '', words: 'Messagerie ouverte à tous ou de l’académie.' };
      if (hint.kind === 'no-site') return { tone: '', words: `Aucun site connu pour ${commune}.` };
      return { tone: '', words: `Autre domaine que le site connu pour ${commune} (${hint.domain}).` };
  }
}
