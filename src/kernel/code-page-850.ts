/** Bytes 80 to FF of code page 850: what MS-DOS wrote in France, and Windows still does in zip archives and « CSV (MS-DOS) ». */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Text of code page 850, which no `TextDecoder` knows. Every byte has its sign: nothing is refused. */
export function decodeCodePage850(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/g, (sign) => UPPER[sign.charCodeAt(0) - 0x80]!);
}
