/** The tag that tells a bounce from a letter. */
const TAG = 'retour-';

/**
 * `support@laclasse.com` → `support+retour-<replyId>@laclasse.com`: a bounce comes back to an address that names its
 * reply. The local part stays within its 64 octets (RFC 5321) for a UUID and a box of up to 20 letters.
 */
export function returnPathOf(mailbox: string, replyId: string): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${TAG}${replyId}${mailbox.slice(at)}`;
}

/** The reply that a bounce's recipient names, or null. Some servers write addresses in lower case: so are our ids. */
export function replyIdOfReturnPath(address: string, mailbox: string): string | null {
  const at = mailbox.lastIndexOf('@');
  const start = `${mailbox.slice(0, at)}+${TAG}`.toLowerCase();
  const end = mailbox.slice(at).toLowerCase();
  const written = address.toLowerCase();
  if (!written.startsWith(start) || !written.endsWith(end) || written.length <= start.length + end.length)
    return null;
  const replyId = written.slice(start.length, -end.length);
  return /^[a-z0-9-]+$/.test(replyId) ? replyId : null;
}
