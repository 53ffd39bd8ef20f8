import type { Entity } from './a-mail.js';

/** An opaque S/MIME message (application/pkcs7-mime) around an entity; no certificate, no signature: we read, we do not verify. */
export function signed(entity: Buffer, isIndefinite = false): Entity {
  const content = isIndefinite ? indefinite(0x24, ...chunks(entity)) : element(0x04, entity);
  const wrap = isIndefinite ? indefinite : element;
  const data = wrap(0x30, oid('2a864886f70d010701'), wrap(0xa0, content));
  const signedData = wrap(0x30, element(0x02, Buffer.from([1])), element(0x31), data, element(0x31));
  const bytes = wrap(0x30, oid('2a864886f70d010702'), wrap(0xa0, signedData));
  return {
    headers: [
      'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
      'Content-Disposition: attachment; filename="smime.p7m"',
      'Content-Transfer-Encoding: base64',
    ],
    body: Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n')),
  };
}

const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'));

function chunks(entity: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(entity.length / 100) }, (_, index) =>
    element(0x04, entity.subarray(index * 100, index * 100 + 100)),
  );
}

function element(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = Buffer.alloc(5);
  length.writeUInt8(0x84);
  length.writeUInt32BE(content.length, 1);
  return Buffer.concat([Buffer.from([tag]), length, content]);
}

function indefinite(tag: number, ...contents: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
}
