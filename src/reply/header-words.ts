/** No control sign, one line, whole characters: what a header may hold. */
export function headerWords(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** Bytes of text one encoded word holds, so that it and its header's name stay within 76 signs (RFC 2047). */
const BYTES_PER_WORD = 39;

/** Words that break a header's syntax, or look encoded already, are encoded too. */
const PLAIN = /^(?!.*=\?)[\x20-\x7e]{0,60}$/;

function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  let size = 0;
  for (const sign of text) {
    const bytes = Buffer.byteLength(sign);
    if (size + bytes > BYTES_PER_WORD) {
      words.push(word);
      word = '';
      size = 0;
    }
    word += sign;
    size += bytes;
  }
  words.push(word);
  return words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

/** An unstructured header's text (Subject), in ASCII. */
export function headerText(text: string): string {
  const words = headerWords(text);
  return PLAIN.test(words) ? words : encodedWords(words);
}

/** A display name and its address; `name` empty: the address alone. */
export function headerMailbox(name: string, address: string): string {
  const words = headerWords(name);
  if (words === '') return address;
  const isPlain = PLAIN.test(words);
  return isPlain
    ? `"${words.replace(/["\\]/g, '\\$&')}" <${address}>`
    : `${encodedWords(words)}\r\n <${address}>`;
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A file name as a parameter: quoted when it is plain, in pieces of UTF-8 else (RFC 2231). */
export function fileNameParameter(fileName: string): string {
  const name = headerWords(fileName);
  if (PLAIN.test(name) && !/["\\]/.test(name)) return `filename="${name}"`;
  const pieces = percentEncoded(name).match(/(?:%[0-9A-F]{2}|[^%]){1,16}/g) ?? [];
  return pieces
    .map((piece, index) => `filename*${index}*=${index === 0 ? "UTF-8''" : ''}${piece}`)
    .join(';\r\n ');
}
