const machineSentences = [
  /(ceci|ce message|ce mail|ce courriel|cet? e-?mail|il s'agit) (est|constitue|d'une?|d')? ?(bien )?(une? )?(reponse|message|mail|courriel|e-?mail|accuse de reception)s? (genere|envoye)?e?s? ?automatique/,
  /(message|mail|courriel|e-?mail|reponse) (a ete |est )?(genere|envoye|cree|emis)e?s? (automatiquement|par un (automate|robot))/,
  /(merci de|veuillez|priere de|nous vous remercions de)( bien vouloir)? ne pas (y )?repondre/,
  /ne (pas repondre|repondez pas) (directement )?a ce(t|tte)? (message|mail|e-?mail|courriel|adresse)/,
  /this is an? (automat(ic|ed)|auto-?generated) (e-?mail |mail )?(reply|response|message|e-?mail|notification)/,
  /please do not (reply|respond) (directly )?to this (e-?mail|message)/,
  /\b(i am|i'm|i will be) (currently )?(out of (the )?office|on (annual )?(leave|vacation)|away)/,
];

const bounceSentences = [
  /this is the (mail system at host|qmail-send program)/,
  /(could not|couldn't) be delivered to|(had|have) permanent (fatal )?errors|delivery to the following recipients? failed/,
  /(votre message|ce message|le message)[^.\n]{0,60} n'a pas pu etre (remis|distribue|delivre|livre|achemine)/,
];

const absences =
  /\b((je (suis|serai)|nous (sommes|serons)|(le|la|les|l'|notre|nos) ?(service|mairie|bureau|accueil|secretariat)s?( [a-z' -]{0,40}?)? (est|sont|sera|seront)) (actuellement |momentanement |exceptionnellement |de nouveau )?|(^|[.!?,:;] ?)(actuellement|momentanement) )(absente?|absent\(e\)|absents|en conges?|en vacances|en arret|en deplacement|en formation|hors du bureau|indisponible|ferme)/;
const whatToDoMeanwhile =
  /en cas d'urgence|pour toute (urgence|demande urgente|question urgente|demande|question)|(a|des) (mon|notre) retour|de retour le|reprendrai|ne manquerai pas|vous pouvez (contacter|joindre|vous adresser|ecrire)|(merci de|veuillez|je vous (invite|remercie)) (a |de )?(contacter|joindre|vous adresser|vous rapprocher|adresser|transferer)|mes (mails|messages|courriels) ne|(je|nous) ne (pourrai|pourrons|serai|serons) pas (vous |en mesure de )?(repondre|lire)/;

/**
 * What a machine says in its text, or null. `written` is what the sender wrote himself, folded, earlier mails removed. These are hints:
 * they count only when no form came with them and no header said otherwise.
 */
export function automaticText(written: string, quotesUs: boolean): string | null {
  const start = written.slice(0, 3_000);
  const flat = start.replace(/\s+/g, ' ');
  if (bounceSentences.some((pattern) => pattern.test(flat))) return 'bounce-text';
  if (machineSentences.some((pattern) => pattern.test(flat))) return 'automatic-text';
  if (!quotesUs && absences.test(flat) && whatToDoMeanwhile.test(flat)) return 'out-of-office-text';
  return null;
}
