/** Mail for everybody, and the academy's: a domain of all, never of one commune. */
const shared = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.fr',
  'hotmail.com',
  'hotmail.fr',
  'live.com',
  'live.fr',
  'msn.com',
  'yahoo.com',
  'yahoo.fr',
  'ymail.com',
  'aol.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'gmx.fr',
  'mail.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'sfr.fr',
  'neuf.fr',
  'club-internet.fr',
  'cegetel.net',
  'bbox.fr',
  'numericable.fr',
  'laposte.net',
  'ac-lyon.fr',
  'education.gouv.fr',
  'laclasse.com',
  'grandlyon.com',
]);

/** True when confirming it would confirm strangers. Lower case. */
export function isSharedDomain(domain: string): boolean {
  return shared.has(domain) || !domain.includes('.');
}
