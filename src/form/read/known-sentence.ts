import { isModelSentence } from '../write/model-words.js';
import { isOfAnnex } from './annex-text.js';
import { foldWords } from './fold-words.js';

/** Sentences of the annex and of its retyped copies, and what any letter carries. Folded; they ask and answer nothing. */
const KNOWN: readonly RegExp[] = [
  /\b(?:prions?|prie|veuillez|priere)\b.{0,25}\btrouver\b/,
  /^(?:objet )?(?:demande d )?(?:inscription|adhesion|acces) (?:de|des|a|au) .{0,60}\b(?:laclasse|ent)\b.{0,12}$/,
  /^(?:suite a|en reponse a) (?:votre|vos|la signature|notre|nos|l envoi)\b(?!.*\b(?:ne|n|pas|sans|ecoles?|direct\w+)\b).{0,140}$/,
  /^(?:veuillez|(?:nous vous|je vous) prions?|je vous prie|dans cette attente|en esperant)\b.{0,60}\b(?:agreer|croire|recevoir)\b.{0,120}\b(?:salutations|sentiments|consideration|respects|devouement)\b.{0,30}$/,
  /^(?:sous )?total\b.{0,30}$/,
  /\b(?:veuillez (?:bien )?trouver|vous trouverez|je vous (?:prie|adresse|transmets|envoie|souhaite)|(?:nous|je) (?:vous )?(?:souhaitons|souhaite|remercions|remercie))\b(?!.*\b(?:ferme|fermera|retir|supprim|radi|rempla|chang))/,
  /^(?:en vous|dans l attente|restant a votre|nous restons|je reste)\b/,
  /nous demandons l acces/,
  /\bpour (?:l annee scolaire|les etablissements suivants)/,
  /\bformulaire d (?:inscription|adhesion|acces)/,
  /\bformulaire\b.*\b(?:laclasse|ent|inscription|adhesion|ecoles)\b/,
  /^(?:modele de )?(?:formulaire|fiche|bulletin|bordereau|demande)(?: d (?:inscription|adhesion|acces))?(?: .{0,60})?$/,
  /\bconvention de mise a disposition\b/,
  /^(?:avenant |annexe )?(?:a la |de la )?convention\b.{0,40}\b(?:ent|laclasse|espace numerique)\b.{0,40}$/,
  /^annexe(?: [0-9]+)?\b.{0,80}$/,
  /\bprocedure d adhesion\b/,
  /^(?:monsieur|madame|mesdames|messieurs)(?: (?:et|le|la|l|les|monsieur|madame|presidente?|directeur|directrice|maire|vice|delegue?e?))*$/,
  /^le .{5,60} a ecrit$/,
  /^merci(?: (?:d avance|par avance|beaucoup|a vous))?$/,
  /^merci (?:de|d|pour) .{0,40}\b(?:reception|attention|retour|reponse|aide|collaboration)$/,
  /^(?:le|la) (?:secretaire(?: generale?)?(?: de (?:la )?mairie)?|(?:directeur|directrice) generale? des services|dgs)$/,
  /^(?:choisir|choisissez|selectionner|selectionnez|cliquer|cliquez)\b.{0,60}$/,
  /^(?:[0-9]+ )?(?:remplissez|remplir|completez|renseignez|renvoyez|enregistrez|indiquez|ouvrez|saisissez|retournez)\b.{0,120}$/,
  /^(?:notice|mode d emploi|lisez moi|consignes?|instructions?|aide|legende)\b.{0,40}$/,
  /\b(?:souhaite|demande|desire|sollicite)(?:nt|ons)? (?:l acces|l adhesion|l inscription|inscrire|adherer|renouveler)\b.*\b(?:laclasse|ent)\b/,
  /^.{0,40}\b(?:voici|ci joint|ci dessous|ci apres)\b.{0,80}\b(?:demande|liste|formulaire|laclasse|informations)\b.{0,40}$/,
  /^(?:(?:demande d |formulaire d )?(?:adhesion|inscription|acces|campagne|dossier|inscriptions)|ent|laclasse)\b(?: (?:a|au|aux|l|d|de|des|du|la|le|les|et|ent|laclasse|com|annee|scolaire|rentree|inscriptions?|adhesion|acces|ecoles?|communes?|metropole|lyon|grand|numerique|espace|travail|service|page|du|pour|1er|premier|degre|primaires?|publiques?|20[0-9]{2}|[0-9]{1,2}))+$/,
  /\badhesion\b.*\blaclasse\b|\blaclasse com\b.*\b(?:inscription|adhesion|ent)\b/,
  /^(?:ent )?laclasse(?: com)?$/,
  /\bespace numerique de travail\b/,
  /\ba (?:retourner|renvoyer|completer|transmettre|remplir|remettre)\b/,
  /\bavant le [0-9]{1,2}(?:er)? (?:juin|juillet|aout|septembre|mai)\b/,
  /^(?:merci|veuillez|priere) d(?:e|u)? .*\b(?:remplir|completer|retourner|renvoyer|renseigner|transmettre|indiquer|adresser)\b/,
  /^annee scolaire(?: [0-9 ]+)?$/,
  /^(?:rentree|inscriptions?)(?: scolaires?)?(?: [0-9 ]+)?$/,
  /^(?:bonjour|cordialement|bien cordialement|sinceres salutations|salutations distinguees|salutations|bonne reception|bonne journee|bien a vous|respectueusement|madame monsieur|mesdames messieurs)\b.{0,40}$/,
  /^(?:fait|etabli)(?: (?:a|le) .{0,60})?$/,
  /^(?:le|lyon le|date)? ?[0-9]{1,2} [0-9]{1,2} [0-9]{2,4}$/,
  /^(?:.{0,30} )?le [0-9]{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) [0-9]{4}$/,
  /^(?:le maire|la maire|pour le maire|l adjoint|l adjointe|signature|cachet|signature et cachet|cachet et signature|visa)\b.{0,50}$/,
  /^(?:champs? )?obligatoires?$|\bchamps? obligatoires?\b|\bchamps? .{0,40}\bobligatoires?\b/,
  /^(?:feuil(?:le)?|sheet)(?: ?[0-9]{1,2})?$/,
  /^(?:page )?[0-9]{1,2}(?: (?:sur )?[0-9]{1,2})?$/,
  /^(?:la )?metropole(?: de lyon| grand lyon)?$|^grand lyon(?: la metropole)?$/,
  /^republique francaise$|^liberte egalite fraternite$|^departement du rhone$|^(?:service|direction|pole) (?:de l |de la |des |du )?(?:education|enseignement|scolaire|affaires scolaires|enfance|petite enfance|famille|jeunesse|vie scolaire|periscolaire|ecoles)\b.{0,40}$/,
  /^(?:document|fichier|tableau) .{0,60}$/,
  /^(?:export|extraction|edition|edite|imprime|maj|mis(?:e)? a jour)(?: (?:du|le|au|en|date|excel))* [0-9 ]{6,12}$/,
  /^(?:liste|recensement|tableau)(?: (?:des?|d|du|la|les|l|a|au|aux|et|pour|ecoles?|etablissements?|administrateurs?|administratrices?|utilisateurs|utilisatrices|inscrites?|concernees?|laclasse|com|ent|annee|scolaire|rentree|[0-9]{2,4}))+$/,
  /^(?:rubriques?|champs?|(?:votre |vos )?reponses?|valeurs?(?: saisies?)?|questions?|saisie|a remplir)$/,
  /^v(?:ersion)? ?[0-9 ]+$/,
  /^(?:oui|non|x|neant|sans objet|ras)$/,
];

/** Words that announce news: with them, no sentence is a mere courtesy, whatever else it says. */
const NEWS =
  /\b(?:ferm\w+|supprim\w+|suppression|retir\w+|retrait\w*|rempla\w+|quitt\w+|chang\w+|modifi\w+|ajout\w*|depart|partira|partie?|parti|arriv\w+|radi\w+|resili\w+|fusion\w*|demenag\w+|annul\w+|absen\w+|conges?|retraite|interim|sauf|excepte|hormis|plus|jamais|urgent|attention|mme|mlle|provisoire\w*|erreur|ancien\w*)\b/;

const CHANGE =
  /\b(?:(?<!\bla )ferme(?:e|es|ra|ront|ture)?|supprime\w*|quitte\w*|partira|partante?|rempla(?:ce|cee?|cera|cement)|remplacant\w* (?:a|de|du|jusqu)|fusionn\w+|demenag\w+|en septembre|a la rentree|jusqu (?:au|en|a)|a (?:partir|compter) d[ue]|depart|en retraite|a la retraite|en conge|conge (?:maternite|parental))\b/;

/** True when an answer also tells a change (« Pasteur (ferme en septembre) »): a person must read it. */
export function tellsChange(text: string): boolean {
  return CHANGE.test(foldWords(text)) || /\brempla[cç]ante?\s*:?\s+\p{Lu}/u.test(text);
}

/** « De : », « Objet : »: the head of a forwarded mail. */
const HEAD_OF_MAIL = /^\s*>*\s*(?:de|à|a|cc|objet|envoyé(?: le)?|date)\s*:\s.{0,80}$/iu;

/** True when a text tells a change or its absence, whatever it answers: a person must read it. */
export function announcesNews(text: string): boolean {
  const folded = foldWords(text);
  return NEWS.test(folded) && folded.split(' ').length > 1;
}

/** « Direction de l’éducation : M. Aziz MEZIANE »: not only a letterhead. */
const NAMES_SOMEBODY =
  /(?:^|[\s:(–-])(?:M|Mr|MM)\.?[\s\u00a0]+\p{Lu}[\p{L}-]+|[:–][\s\u00a0]*\p{Lu}[\p{L}-]+[\s\u00a0]+\p{Lu}[\p{Lu}'’-]{2,}[\s\u00a0]*$|\s(?!Ville|Commune|Mairie|École|Rentrée|Année|Métropole|Grand|Saint|Sainte|Les?\s|La\s)\p{Lu}\p{Ll}{2,}\s+\p{Lu}[\p{Lu}'’-]{3,}$/u;

/** Who signs a form answers for nothing else in it. */
const SIGNED =
  /^\s*(?:pour\s)?(?:l[ea]\s+maire|l['’]adjointe?|signature|cachet|visa|fait|établi|le président|la présidente)/iu;

/** True when the text is a known sentence of the model, of a letter's courtesy, or of an office's stamp. */
export function isKnownSentence(text: string): boolean {
  if (/^\s*support@laclasse?\.com\s*$/i.test(text)) return true;
  if (/@|\d[\d .]{8,}/.test(text.replace(/support@laclass\S*/gi, ''))) return false;
  if (NAMES_SOMEBODY.test(text) && !SIGNED.test(text)) return false;
  const folded = foldWords(text);
  if (isOfAnnex(folded)) return true;
  const isPlain = !NEWS.test(folded) || /\bavant le 20 (?:juin|aout)\b/.test(folded);
  if (isPlain && (HEAD_OF_MAIL.test(text) || KNOWN.some((sentence) => sentence.test(folded)))) return true;
  return (
    /laclasse|annee|contacts|remplissez|renvoyez|choisissez|convention/.test(folded) && isModelSentence(text)
  );
}
