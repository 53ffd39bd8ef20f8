import { domainToASCII } from 'node:url';
import type { OwedMail } from './owed-mail.js';

/** An owed mail whose every header-bound value was checked. */
export type SoundMail = Omit<OwedMail, 'cc'> & { cc: string | null };

/** One bare address: nothing that could make a list, a comment, a display name or a second header. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\],;:\\"]{1,64}@[^\s\p{Cc}@<>()[\],;:\\"]{1,255}$/u;
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;
const MEDIA_TYPE = /^[a-z0-9.+-]{1,100}\/[a-z0-9.+-]{1,100}$/;
const REPLY_ID = /^[A-Za-z0-9-]{1,40}$/;

/** The first one names the thread, the last ones the place in it; a header is not a chronicle. */
const MOST_REFERENCES = 20;

function threaded(ids: readonly string[]): string[] {
  const sound = ids.filter((id) => MESSAGE_ID.test(id));
  return sound.length <= MOST_REFERENCES ? sound : [sound[0]!, ...sound.slice(1 - MOST_REFERENCES)];
}

/** A domain in French letters travels in ASCII; a local part cannot be translated, the server takes it or not. */
function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
}

/**
 * The mail with all that a stranger may have chosen (addresses, Message-IDs, media types) checked; null when an address
 * is not one bare address. Subject and file names are encoded later, whatever they hold.
 */
export function soundMail(owed: OwedMail): SoundMail | null {
  const cc = owed.cc ?? null;
  const addresses = cc === null ? [owed.to, owed.returnPath] : [owed.to, cc, owed.returnPath];
  if (!addresses.every((address) => ADDRESS.test(address))) return null;
  if (!MESSAGE_ID.test(owed.messageId) || !REPLY_ID.test(owed.replyId)) return null;

  return {
    ...owed,
    to: withAsciiDomain(owed.to),
    cc: cc && withAsciiDomain(cc),
    inReplyTo: owed.inReplyTo !== null && MESSAGE_ID.test(owed.inReplyTo) ? owed.inReplyTo : null,
    references: threaded(owed.references),
    attachments: owed.attachments.map((file) => ({
      ...file,
      type: MEDIA_TYPE.test(file.type) ? file.type : 'application/octet-stream',
    })),
  };
}
