import { foldText } from './fold-text.js';
import { allHeaders, type HeaderField } from './header-field.js';
import type { MailboxAddress } from './mailbox-address.js';

const daemons =
  /^(mailer-?daemon|postmaster|mail-?delivery|delivery-?(status|failure|report)|bounces?|daemon|listserv|majordomo|sympa|mailman|autoresponder|auto-?reply|auto-?respond)([-+._].*)?$|^(vacation|root|cron|www-data|nobody)([-+].*)?$/;
const noReply =
  /(^|[-+._])(no[-._]?reply|do[-._]?not[-._]?reply|dont[-._]?reply|ne[-._]?pas[-._]?(y[-._]?)?repondre|ne[-._]?repondez[-._]?pas|sans[-._]?reponse|pas[-._]?de[-._]?reponse|non[-._]?reply)($|[-+._0-9])/;
const listBounces = /(-bounces|-owner|-request|-noreply)([+=].*)?$|^owner-/;
const machines = /^(notifications?|newsletters?|infolettre|nepasrepondre|noreponse|alertes?|mailing)$/;
const noReplyDomain = /@(.*\.)?(no-?reply|donotreply|nepasrepondre)\./;
const challengers = /@(.*\.)?(mailinblack\.com|mib-protect\.com)$/;
const daemonNames =
  /^(mail delivery (sub)?system|mail delivery service|mailer-daemon|mail administrator|systeme? de messagerie|delivery (sub)?system|postmaster)\b/;
const noReplyNames = /^\[?(ne pas (y )?repondre|no[- ]?reply|do not reply|donotreply|nepasrepondre)\b/;

/** Reasons to believe a machine wrote, told by the sender's address and name. `ownAddresses` in lower case. */
export function automaticSender(
  from: readonly MailboxAddress[],
  headers: readonly HeaderField[],
  ownAddresses: readonly string[],
): string[] {
  const reasons = new Set<string>();
  const senders = from.map(({ address }) => address).filter((address) => address !== '');
  if (senders.some((address) => isOwnAddress(address, ownAddresses))) reasons.add('own-mail');
  for (const address of senders) {
    const local = foldText(address.slice(0, address.lastIndexOf('@')));
    if (daemons.test(local) || listBounces.test(local)) reasons.add('daemon-sender');
    if (noReply.test(local) || machines.test(local) || noReplyDomain.test(address))
      reasons.add('no-reply-sender');
    if (challengers.test(address)) reasons.add('challenge');
  }
  if (from.some(({ name }) => daemonNames.test(foldText(name)))) reasons.add('daemon-sender');
  if (from.some(({ name }) => noReplyNames.test(foldText(name)))) reasons.add('no-reply-sender');
  if (isSentToOurReturnPath(headers, ownAddresses)) reasons.add('returned-to-bounce-address');
  return [...reasons];
}

/** Our address, with or without a tag (`support+retour-…@`). */
export function isOwnAddress(address: string, ownAddresses: readonly string[]): boolean {
  const untagged = address.replace(/\+[^@]*@/, '@');
  return ownAddresses.includes(address) || ownAddresses.includes(untagged);
}

/** Only machines write to the envelope address of our replies (`support+retour-<id>@`): people never see it. */
function isSentToOurReturnPath(headers: readonly HeaderField[], ownAddresses: readonly string[]): boolean {
  const recipients = ['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    allHeaders(headers, name),
  );
  return recipients.some((field) =>
    (field.toLowerCase().match(/[^\s<>,;"]+\+retour-[a-z0-9-]+@[^\s<>,;"]+/g) ?? []).some((address) =>
      isOwnAddress(address, ownAddresses),
    ),
  );
}
