import { plural } from './plural.js';

type Waiting = { requests: number; orders: number; blocked: number };

/** `2 demandes à décider, 1 accès à mettre à jour`: what a campaign still owes. */
export function waitingInFrench({ requests, orders, blocked }: Waiting): string {
  const left = [
    requests > 0 && plural(requests, 'demande à décider', 'demandes à décider'),
    orders > 0 && plural(orders, 'accès à mettre à jour', 'accès à mettre à jour'),
    blocked > 0 && plural(blocked, 'commune bloquée', 'communes bloquées'),
  ];
  return left.filter((one) => one !== false).join(', ');
}
