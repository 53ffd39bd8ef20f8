/** A whole message as it travels: the text written here, with the line ends of the network. */
export function asWritten(lines: string, lineEnd = '\r\n'): Buffer {
  return Buffer.from(lines.replace(/^\n/, '').replaceAll('\n', lineEnd));
}

/** The same, in Latin-1 bytes. */
export function asWrittenInLatin1(lines: string): Buffer {
  return Buffer.from(lines.replace(/^\n/, '').replaceAll('\n', '\r\n'), 'latin1');
}

/** Bytes in base64, in lines of 76 characters. */
export const inBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\n');
