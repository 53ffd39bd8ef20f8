import { decodeCharset, decodeUnknown } from './decode-charset.js';
import { mapiString, readMapiProperties } from './read-mapi-properties.js';

/** A file inside a winmail.dat. `embedded` is the TNEF of a message attached to the message. */
export type TnefFile = { name: string; bytes: Uint8Array; embedded: Uint8Array | null };

export type Tnef = {
  /** E.g. `IPM.Microsoft Mail.Note`, or `IPM.Note.Rules.OofTemplate.Microsoft`; empty when not said. */
  messageClass: string;
  files: TnefFile[];
  /** False when the structure broke off before its end: files may be missing. */
  isComplete: boolean;
};

const SIGNATURE = 0x223e9f78;
const MAX_FILES = 200;

const MESSAGE_CLASS = 0x8008;
const CODE_PAGE = 0x9007;
const NEW_ATTACHMENT = 0x9002;
const ATTACHMENT_DATA = 0x800f;
const ATTACHMENT_TITLE = 0x8010;
const ATTACHMENT_PROPERTIES = 0x9005;

const PR_ATTACH_DATA = 0x3701;
const PR_ATTACH_FILENAME = 0x3704;
const PR_ATTACH_LONG_FILENAME = 0x3707;
const PR_DISPLAY_NAME = 0x3001;

/** Reads Outlook's winmail.dat (MS-OXTNEF). Null when the bytes are not one. Checksums are not checked: real files fail them. */
export function readTnef(bytes: Uint8Array): Tnef | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < 6 || view.readUInt32LE(0) !== SIGNATURE) return null;
  const tnef: Tnef = { messageClass: '', files: [], isComplete: true };
  let codePage = 'windows-1252';
  let at = 6;
  while (at + 9 <= view.length) {
    const id = view.readUInt16LE(at + 1);
    const length = view.readUInt32LE(at + 5);
    const content = view.subarray(at + 9, at + 9 + length);
    if (content.length < length) tnef.isComplete = false;
    if (id === CODE_PAGE && content.length >= 4) codePage = `windows-${content.readUInt32LE(0)}`;
    else if (id === MESSAGE_CLASS) tnef.messageClass = text(content, codePage);
    else if (id === NEW_ATTACHMENT) {
      if (tnef.files.length >= MAX_FILES) return { ...tnef, isComplete: false };
      tnef.files.push({ name: '', bytes: Buffer.alloc(0), embedded: null });
    } else readAttachmentAttribute(tnef.files.at(-1), id, content, codePage);
    at += 9 + length + 2;
  }
  return tnef;
}

function readAttachmentAttribute(
  file: TnefFile | undefined,
  id: number,
  content: Buffer,
  codePage: string,
): void {
  if (file === undefined) return;
  if (id === ATTACHMENT_TITLE && file.name === '') file.name = text(content, codePage);
  else if (id === ATTACHMENT_DATA) file.bytes = content;
  else if (id === ATTACHMENT_PROPERTIES) readAttachmentProperties(file, content, codePage);
}

/** The long name wins over the DOS one (`LISTED~1.XLS`); an embedded message stands after its interface's 16 bytes. */
function readAttachmentProperties(file: TnefFile, content: Buffer, codePage: string): void {
  const properties = readMapiProperties(content);
  const names = [PR_ATTACH_LONG_FILENAME, PR_ATTACH_FILENAME].map((id) =>
    mapiString(properties.get(id), codePage),
  );
  const name =
    names.find((candidate) => candidate !== '') ?? mapiString(properties.get(PR_DISPLAY_NAME), codePage);
  if (name !== '' && (names[0] !== '' || file.name === '')) file.name = name;
  const data = properties.get(PR_ATTACH_DATA);
  if (data === undefined) return;
  const inner = data.type === 0x000d ? data.bytes.subarray(16) : data.bytes;
  if (inner.length >= 4 && inner.readUInt32LE(0) === SIGNATURE) file.embedded = inner;
  else if (file.bytes.length === 0) file.bytes = inner;
}

function text(content: Buffer, codePage: string): string {
  const zero = content.indexOf(0);
  const bytes = zero < 0 ? content : content.subarray(0, zero);
  return bytes.every((byte) => byte < 0x80) ? bytes.toString('latin1') : decodeName(bytes, codePage);
}

function decodeName(bytes: Buffer, codePage: string): string {
  return codePage === 'windows-1252' ? decodeUnknown(bytes) : decodeCharset(bytes, codePage);
}
