import { itemSentences } from '../../decision/item-sentences.js';
import type { ReasonCode } from '../../decision/outcome.js';
import { reasonSentences } from '../../decision/reason-sentences.js';
import type { OrderKind } from '../../provisioning/order-kinds.js';
import { communeByInsee } from '../../registry/find-commune.js';
import type { QueueTab } from '../../store/desk/queue.js';
import type { AccessOrderStatus, ReplyStatus, RequestStatus } from '../../store/statuses.js';

/** The words agents read for each code. A code without words is shown as it is: never hidden. */
const queueReasons: Record<string, string> = itemSentences;

export function reasonInFrench(code: string): string {
  return queueReasons[code] ?? reasonSentences[code as ReasonCode] ?? code;
}

export const reasonChoices: readonly { code: string; words: string }[] = [
  ...Object.entries(reasonSentences),
  ...Object.entries(queueReasons),
].map(([code, words]) => ({ code, words: words.replace(/\.$/, '') }));

export const tabNames: Record<QueueTab | 'all', string> = {
  'to-decide': 'À décider',
  'awaiting-commune': 'En attente de la commune',
  sender: 'Expéditeur à confirmer',
  unreadable: 'Illisible',
  undelivered: 'Réponse non remise',
  all: 'Tout',
};

export const statusNames: Record<RequestStatus, string> = {
  'awaiting-commune': 'En attente de la commune',
  'awaiting-agent': 'À décider',
  accepted: 'Accepté, accès à ouvrir',
  opened: 'Accès ouverts',
  closed: 'Clos',
};

export const statusTones: Record<RequestStatus, string> = {
  'awaiting-commune': 'warn',
  'awaiting-agent': 'info',
  accepted: 'ok',
  opened: 'ok',
  closed: '',
};

export const replyStatusNames: Record<ReplyStatus, string> = {
  held: 'retenue : un agent doit la libérer',
  queued: 'en file, part bientôt',
  sending: 'en cours d’envoi',
  sent: 'envoyée',
  bounced: 'revenue : non remise',
  failed: 'refusée par le serveur du destinataire',
  cancelled: 'annulée avant l’envoi',
  suppressed: 'non envoyée : la même réponse est déjà partie ce jour',
};

export const orderStatusNames: Record<AccessOrderStatus, string> = {
  planned: 'prévu',
  held: 'suspendu',
  done: 'fait',
  cancelled: 'annulé',
};

export const orderKindNames: Record<OrderKind, string> = {
  'open-school': 'ouvrir l’école',
  'add-administrator': 'ajouter un administrateur',
  'replace-administrator': 'remplacer l’administrateur',
  'close-school': 'fermer les accès de l’école',
  'reopen-school': 'rouvrir les accès de l’école',
  'update-contact': 'mettre à jour l’administrateur',
};

/** The official name, or what stands for an unknown commune. */
export function communeName(insee: string | null): string {
  return insee === null ? 'Commune inconnue' : (communeByInsee(insee)?.name ?? `Commune ${insee}`);
}
