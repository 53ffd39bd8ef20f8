/** Why an order waits for an agent. */
export const agentCodes = [
  'several_users_found',
  'user_name_differs',
  'same_name_other_address',
  'user_not_found',
  'email_refused',
  'name_refused',
  'phone_refused',
  'uai_refused',
  'value_refused',
  'structure_type_unknown',
  'profile_type_unknown',
  'to_do_by_hand',
] as const;
export type AgentCode = (typeof agentCodes)[number];

/** Why an order could not be carried out now, and is tried again. */
export const delayCodes = [
  'server_unreachable',
  'server_failed',
  'not_authorised',
  'not_proved',
  'busy',
  'unexpected',
] as const;
export type DelayCode = (typeof delayCodes)[number];

/** What an agent reads beside an order that waits. */
export const accessSentences: Record<AgentCode | DelayCode, string> = {
  several_users_found: 'Plusieurs comptes de laclasse.com portent cette adresse : choisissez le bon.',
  user_name_differs: 'Un compte de laclasse.com a cette adresse, mais un autre nom.',
  same_name_other_address:
    'Une personne du même nom a déjà un profil dans cet établissement, avec une autre adresse.',
  user_not_found: 'Le compte à mettre à jour est introuvable à laclasse.com.',
  email_refused: 'laclasse.com refuse cette adresse de messagerie.',
  name_refused: 'laclasse.com refuse un caractère du prénom ou du nom.',
  phone_refused: 'laclasse.com refuse ce numéro de téléphone.',
  uai_refused: 'laclasse.com refuse cet identifiant d’établissement.',
  value_refused: 'laclasse.com refuse une des valeurs.',
  structure_type_unknown: 'laclasse.com ne connaît pas le type d’établissement réglé ici.',
  profile_type_unknown: 'laclasse.com ne connaît pas le type de profil réglé ici.',
  to_do_by_hand: 'À faire à la main dans laclasse.com.',
  server_unreachable: 'laclasse.com ne répond pas.',
  server_failed: 'laclasse.com a répondu par une erreur.',
  not_authorised: 'laclasse.com refuse notre compte d’application.',
  not_proved: 'laclasse.com a répondu, mais ne montre pas encore le résultat.',
  busy: 'Un autre traitement est en cours à laclasse.com.',
  unexpected: 'Une erreur imprévue a interrompu le traitement.',
};
