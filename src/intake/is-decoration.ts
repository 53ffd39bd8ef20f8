import { partText, shownText } from './body-text.js';
import { hasFormLabels } from './has-form-labels.js';
import type { MimePart } from './parsed-message.js';

const silentTypes =
  /^(application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature|pgp-keys|pgp-encrypted|applefile|ics)|text\/(calendar|x-vcard|vcard|directory|rfc822-headers|x-amp-html|watch-html)|message\/(delivery-status|global-delivery-status|disposition-notification|feedback-report|external-body|partial))$/;
const cardName = /\.(ics|vcf|vcard|p7s|asc|sig)$/i;
/** The other half of a Mac file, sent beside it. */
const macShadow = /^\._/;
/** Exchange gives this name to what a Mac wrote below an attachment, and to the footers of lists. */
const restOfLetter = /^ATT\d{4,}\.(txt|html?)$/i;
const logoName =
  /^(image\d{3,}|logo|signature|banniere|bandeau|bannière|icone?|facebook|twitter|linkedin|instagram|youtube|spacer|pixel|outlook-|cid)/i;

/**
 * A part that is never a form: logo, signature picture, picture shown in the text, visiting card, electronic signature, calendar entry,
 * shadow of a Mac file, rest of the letter.
 */
export function isDecoration(part: MimePart, siblings: readonly MimePart[]): boolean {
  if (silentTypes.test(part.type)) return true;
  const name = part.fileName ?? '';
  if (cardName.test(name) || macShadow.test(name)) return true;
  if (restOfLetter.test(name)) return !hasFormLabels(shownText(part));
  if (!isImage(part)) return false;
  if (logoName.test(name)) return true;
  if (part.contentId === null) return part.disposition === 'inline' && part.type === 'image/gif';
  return part.disposition !== 'attachment' || isShownInText(part, siblings);
}

function isImage(part: MimePart): boolean {
  if (part.type.startsWith('image/')) return true;
  return (
    part.type === 'application/octet-stream' &&
    /\.(png|jpe?g|gif|bmp|svg|webp|emz|wmz)$/i.test(part.fileName ?? '')
  );
}

function isShownInText(part: MimePart, siblings: readonly MimePart[]): boolean {
  const reference = `cid:${part.contentId}`;
  return siblings.some((sibling) => sibling.type === 'text/html' && partText(sibling).includes(reference));
}
