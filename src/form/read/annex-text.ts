import { foldWords } from './fold-words.js';

/** Annex 1 of the convention (procedure and model), word for word: clerks copy it in front of their answers. */
const ANNEX = foldWords(
  `PROCEDURE D’ADHESION ET DE RADIATION DES ECOLES
Adhésion
A la signature de la convention, la commune devra transmettre à la Métropole la liste des écoles qui bénéficieront du service « laclasse.com » pendant l’année scolaire.
Pour chacune de ces écoles, elle devra fournir les coordonnées (nom prénom, fonction, email, téléphone) d’une personne qui aura le statut technique d’administrateur de l’établissement sur « laclasse.com. »
Elle devra aussi transmettre à la Métropole les coordonnées du référent technique au sein de la commune et celles de la personne chargée de suivre le projet (qui sera invitée au comité de suivi).
Cette liste sera transmise au format excel ou open office, par messagerie électronique à support@laclasse.com. Un modèle est proposé ci-dessous.
La Métropole ouvrira l’accès au service pour chaque établissement dans les deux semaines suivant la réception du document.
Reconduction de l’adhésion :
Chaque année avant le 20 juin, la commune devra transmettre par mail les modifications éventuelles à apporter à cette liste (radiation, ajout d’établissements, changement de responsable).
La Métropole mettra à jour en conséquence, l’accès au service avant le 20 Août de l’année en cours.
En cas de non envoi d’une liste modificative, la liste de l’année précédente sera reconduite par défaut.
Modèle de Formulaire d’inscription`,
);

/** True for a passage of the annex, a whole sentence or a line of one: four words at least, for a label has fewer. */
export function isOfAnnex(folded: string): boolean {
  return (
    folded.split(' ').length >= 4 &&
    ` ${ANNEX} `.includes(` ${folded.replace(/\blaclass com\b/, 'laclasse com')} `)
  );
}
