/** Something around an @, whatever its correctness. */
const EMAIL = /([^\s@<>«»"(),;:]+)@([^\s@<>«»"(),;:]*)/gu;

/** The same, as people write it to hide it from machines: `marie.durand(at)corbas.fr`. */
const SPELLED = /([^\s@<>«»"(),;:[\]]+)(\s?[([]\s?(?:at|chez|arobase)\s?[)\]]\s?)(?=[\w-])/giu;

/** The examples our own sentences give (`nom@domaine.fr`) are nobody's address. */
const EXAMPLE = /^(?:pr[ée]nom\.)?nom$/i;

/** Nine digits or more, as people write a phone. */
const PHONE = /(?<![\d\p{L}])(?:\+|00)?\d(?:[\s.\-/()\u00a0\u202f]{0,2}\d){8,}(?![\d\p{L}])/u;

/** Our own references, checked or not (`LC-2026-00042-7F3K`, `RC-2027-69003`), which are no phone; else a phone. */
const REFERENCE_OR_PHONE = new RegExp(
  String.raw`(?<![\d\p{L}])(?<reference>(?:LC-20\d\d-\d{5,9}(?:-[A-Z\d]{4}(?![\s.\-/()\u00a0\u202f]{0,2}\d))?|RC-20\d\d-\d{5})(?![\d\p{L}]))|${PHONE.source}`,
  'giu',
);

const DIGIT = /\d/g;

function maskLocalPart(local: string): string {
  if (EXAMPLE.test(local)) return local;
  const signs = [...local];
  return signs.length <= 2 ? '••' : `${signs[0]}•••${signs.at(-1)}`;
}

/** Keeps the first four digits and the last two: enough to find the line, too little to call it. */
function maskDigits(phone: string): string {
  const digits = phone.match(DIGIT)?.length ?? 0;
  let seen = 0;
  return phone.replace(DIGIT, (digit) => {
    seen += 1;
    return seen <= 4 || seen > digits - 2 ? digit : '•';
  });
}

/** `marie.durand@corbas.fr` → `m•••d@corbas.fr`, `04 72 90 03 18` → `04 72 •• •• 18`: no third person's contact in full. */
export function maskContacts(text: string): string {
  const withoutPhones = text.replace(REFERENCE_OR_PHONE, (whole, reference?: string) =>
    reference === undefined ? maskDigits(whole) : reference,
  );
  return withoutPhones
    .replace(EMAIL, (_whole, local: string, domain: string) => `${maskLocalPart(local)}@${domain}`)
    .replace(SPELLED, (_whole, local: string, at: string) => `${maskLocalPart(local)}${at}`);
}
