import { TextDecoder } from 'node:util';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The upper half of code page 850, which French Windows uses in zip archives. */
const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

/** A file name in a zip: UTF-8 when flagged or valid as such, else code page 850. */
export function decodeOemName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const letters = [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : cp850[byte - 0x80]!));
    return isUtf8 ? Buffer.from(bytes).toString('utf8') : letters.join('');
  }
}
