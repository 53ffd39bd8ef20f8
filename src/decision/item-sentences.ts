/** Why an item is open for an agent, when no decision on a mail opened it: one phrase each. */
export const itemSentences = {
  reply_refused: 'Notre réponse a été refusée par le serveur du destinataire.',
  reply_bounced: 'Notre réponse n’a pas pu être remise.',
  refusal_repeated:
    'La même difficulté revient le même jour : la réponse n’a pas été renvoyée, un appel aiderait.',
  corrections_overdue: 'Les corrections demandées ne sont pas arrivées, malgré un rappel.',
  mail_server_refuses_us: 'Notre serveur d’envoi refuse nos messages : un administrateur doit intervenir.',
  renewal_blocked: 'Reconduction bloquée : la commune n’a pas été jointe, un agent doit décider.',
} as const;
export type ItemReason = keyof typeof itemSentences;
