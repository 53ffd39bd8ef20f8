/** Why a sender is held for proven, unproven or forged: one phrase for agents, hanging off its code. */
export const authenticityReasons = {
  'dmarc-pass': 'Notre serveur a vérifié que le message vient bien de ce domaine (DMARC).',
  'dkim-pass': 'Le message porte la signature de ce domaine (DKIM).',
  'spf-pass': 'Le message vient d’un serveur que ce domaine autorise (SPF).',
  'dmarc-fail': 'Le message ne vient pas de ce domaine, qui demande de refuser de tels messages.',
  'dmarc-fail-without-policy': 'Le message n’a pas pu être rattaché à ce domaine, qui ne demande rien.',
  'dmarc-none': 'Ce domaine ne publie aucune règle d’authenticité.',
  'dmarc-temperror': 'Notre serveur n’a pas pu vérifier l’origine à ce moment-là.',
  'dmarc-permerror': 'La règle d’authenticité que ce domaine publie est illisible.',
  'dmarc-unknown': 'Le résultat de la vérification n’est pas connu de ce service.',
  'judged-another-from': 'La vérification faite par notre serveur porte sur une autre adresse.',
  'not-aligned': 'Ce qui a été vérifié concerne un autre domaine que celui de l’adresse.',
  'not-signed': 'Le message n’est pas signé : c’est courant dans les petites mairies.',
  'dkim-other-domain': 'Le message est signé par un autre domaine que celui de l’adresse.',
  'dkim-partial-body': 'La signature ne couvre qu’une partie du message.',
  'dkim-from-not-signed': 'La signature ne couvre pas l’adresse de l’expéditeur.',
  'dkim-weak-algorithm': 'La signature emploie un procédé abandonné.',
  'dkim-weak-key': 'La clé de la signature est trop courte pour prouver quelque chose.',
  'dkim-expired': 'La signature est périmée.',
  'dkim-from-the-future': 'La signature est datée de plus tard que sa réception.',
  'dkim-body-changed': 'Le message a été modifié après sa signature.',
  'dkim-no-key': 'La clé de la signature n’est pas publiée.',
  'dkim-fail': 'La signature n’est pas valable.',
  'dns-unavailable': 'Les serveurs de noms n’ont pas répondu : la signature n’a pas pu être vérifiée.',
  'several-from': 'Le message porte plusieurs expéditeurs.',
  'no-from': 'Le message ne dit pas qui l’envoie.',
  'encoded-address': 'L’adresse est écrite sous une forme que les serveurs ne vérifient pas.',
  'routed-address': 'L’adresse porte un ancien chemin d’envoi, qui sert à tromper.',
  'display-name-address': 'Le nom affiché contient une autre adresse que celle qui écrit.',
  'look-alike-domain': 'Le domaine contient des lettres qui peuvent passer pour d’autres.',
  'look-alike-address': 'L’adresse contient des lettres qui peuvent passer pour d’autres.',
} as const satisfies Record<string, string>;

export type AuthenticityReason = keyof typeof authenticityReasons;

/** The phrases of those of these codes that speak of the sender; a message has others. */
export function whyThisVerdict(codes: readonly string[]): string[] {
  return codes.flatMap((code) => authenticityReasons[code as AuthenticityReason] ?? []);
}
