import { foldText } from './fold-text.js';

/** Gateways put tags before everything: `[EXTERNE]`, `***SPAM***`. A `Re:` is not one: a person answered. */
const tags = /^(\s*(\[[^\]]{1,30}\]|\*{2,}[^*]{1,30}\*{2,}|\{[^}]{1,30}\})\s*)+/;

/** Some mailboxes put the word itself between brackets: `[Absence] Re: …`. */
const tagOfAbsence =
  /^[[(] ?(absence|absente?|message d'absence|repondeur|reponse auto|out of office|ooo) ?[\])]/;

const ends = '(?= *([:(\\[\\-–,.!>]|re ?:|fwd?|tr ?:|$))';

const autoReplies = [
  /^(reponses?|message|courriel|mail|e-?mail|courrier) automati(que|c)/,
  /^(reponse auto|auto ?: |auto-?reply|auto-?response|auto-?responder|automatic (reply|response)|automated (reply|response)|automatische antwort|abwesenheits|risposta automatica|respuesta automatica|resposta automatica)/,
  new RegExp(
    `^(message|reponse|notification|avis|gestionnaire|notice) d'absence( du bureau| prolongee?| temporaire)?${ends}`,
  ),
  new RegExp(`^(absence|absente?|absent\\(e\\)|hors|en dehors) du bureau${ends}`),
  /^((en )?conges?|absence|vacances|vacation|on (annual )?leave)\b.{0,20}\bre ?:/,
  /^(message|reponse|avis|notification) d'absence de \S+@|^repondeur( automatique)?\b/,
  /^(out of (the )?office|out-of-office|ooo ?:|(i am|i'm) (currently )?(out of|away)|away from (the|my) office|on vacation|vacation (reply|response|message|notice))/,
  /^(?!(re|tr|fwd?|fw) ?:).*(\b(est|sera) absent(\(?e\)?)? du bureau|\bis (currently )?out of the office)/,
  /^(?!(re|tr|fwd?|fw) ?:).* ?[-–|:] (reponse automatique|auto-?reply|automatic reply|absence du bureau|out of office)$/,
  /[([](reponse automatique|auto-?reply|automatic reply|absence du bureau|out of office)[)\]]/,
];

/** What a person on leave may write herself at the head of her letter. */
const absences = [
  /^(je suis )?(actuellement )?(absente?|absent\(e\)|en conges?)( du bureau)? ?(:|-|re ?:|jusqu|(du|le|de) \d)/,
  /^(?!(re|tr|fwd?|fw) ?:).* est (actuellement )?(absent(\(?e\)?)?|en conges?)$/,
  /^(quota (exceeded|depasse)|(mailbox|boite (de reception|aux lettres|mail)) (full|pleine|saturee))/,
];

const reportSubjects = [/^(report domain ?:|\[?dmarc\b|tls-?rpt|\[?preview\]? report domain)/];

const readReceipts = [
  /^(lu|non lu|read|not read|gelesen|leido|letto) ?: ?\S/,
  /^(accuse de lecture|confirmation de lecture|avis de lecture|read[- ]receipt|return receipt|disposition notification|notification de lecture)/,
  /^accuse de reception( \((affiche|lu|displayed)\)| ?[:-])/,
];

const bounces = [
  /^(undeliver(ed|able)|non ?deliver|nondeliver|non remis|non[- ]distribu|non delivre|unzustellbar)/,
  /^(message|courrier|courriel|mail|e-?mail) (non (remis|distribu|delivre|livre)|not delivered|undeliver|delayed|retarde\b|delivery|could not be|impossible a (remettre|distribuer|delivrer)|(retourne|rejete|bloque|refuse)e? ?([:-]|$)|en attente de (remise|distribution))/,
  /^echec (definitif |temporaire )?(de |d'|a )?(la |l')?(remise|distribution|envoi|livraison|delivrance|acheminement)/,
  /^(delivery|mail delivery|mail system|e-?mail delivery) (status|failure|failed|fail|has failed|report|delay|error|subsystem|system|problem|notification|incomplete|receipt)/,
  /^(failure notice|failed delivery|returned (mail|e-?mail|message)|returned to sender|mail (returned|failure|could not)|rejected ?:|blocked ?:|relayed ?:|relaye ?:|retarde ?:|delayed ?:|remis ?:|delivered ?:|livre ?:|distribue ?:)/,
  /^(notification|avis|rapport) (d'|de |de l')?(etat de (remise|distribution|livraison)|echec|non[- ]?(remise|distribution|livraison))/,
  /^(avertissement ?: ?|votre )(le )?message (n'a pas pu etre|non) (remis|distribue|delivre|livre|achemine)/,
  /^(permanent delivery failure|notice ?: mail delivery status|message (mis|place) en quarantaine|message quarantined)/,
  /^(warning ?: ?(could not send|message|e-?mail|delivery)|retour a l'expediteur|impossible de (remettre|distribuer|delivrer)|(remise|distribution) (impossible|retardee|differee))/,
  /^(?!(re|tr|fwd?|fw) ?:).*(mail returned to sender|returned mail ?: )/,
];

const acknowledgements = [
  /^(accuse de reception(?= *([:(-]|$|de votre|du message|de la demande|automatique))|accuse d'enregistrement|confirmation (automatique )?de reception|votre (message|demande|mail|courriel|e-?mail) a (bien )?ete (recu|enregistre|prise? en compte))/,
  /^\[?(accuse de reception|confirmation) automatique/,
  /^(?!(re|tr|fwd?|fw) ?:)[^:]{0,60}[:-] votre (message|demande|mail|courriel|e-?mail)( n[°o]? ?\S+)? a (bien )?ete (recue?|enregistree?|prise? en compte)/,
];

const challenges = [
  /^(demande d'authentification|merci de (vous authentifier|confirmer votre (adresse|envoi|e-?mail))|authentifiez-vous|verification de l'expediteur|votre (message|e-?mail|courriel|mail) est en attente (de |d'une |d')(validation|authentification|liberation))/,
  /^(please confirm your (message|e-?mail)|sender verification|action required ?: ?verify)/,
];

const calendarAnswers = [
  /^(accepte|acceptee?|refuse|refusee?|provisoire|accepted|declined|tentative|invitation acceptee|proposition de nouvel horaire|new time proposed)(e|\(e\))? ?: ?\S/,
];

/** The code of the machine that writes such a subject, or null. Only its beginning counts: « Re: Réponse automatique » is a person. */
export function automaticSubject(subject: string): string | null {
  const folded = foldText(subject).trim();
  const bare = folded.replace(tags, '').trim();
  const begins = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(bare));
  if (tagOfAbsence.test(folded)) return 'automatic-subject';
  if (begins(autoReplies)) return 'automatic-subject';
  if (autoReplies.at(-1)!.test(folded.slice(0, 60)) && !/^(re|tr|fwd?) ?:/.test(bare))
    return 'automatic-subject';
  if (begins(reportSubjects)) return 'report-subject';
  if (begins(readReceipts)) return 'read-receipt-subject';
  return begins(bounces) ? 'bounce-subject' : null;
}

/** Subjects that machines write, and people now and then: they count only when no form came with them. */
export function likelyAutomaticSubject(subject: string): string | null {
  const bare = foldText(subject).trim().replace(tags, '').trim();
  if (acknowledgements.some((pattern) => pattern.test(bare))) return 'acknowledgement-subject';
  if (absences.some((pattern) => pattern.test(bare))) return 'absence-subject';
  if (challenges.some((pattern) => pattern.test(bare))) return 'challenge';
  return calendarAnswers.some((pattern) => pattern.test(bare)) ? 'calendar-subject' : null;
}
