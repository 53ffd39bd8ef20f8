/** What a walk through XML meets. Attributes are read only when asked for. */
export type XmlHandler = {
  open(name: string, attribute: (name: string) => string | null, isEmpty: boolean): void;
  close(name: string): void;
  text(text: string): void;
};

/**
 * Walks through XML without building it: tags, texts, and nothing else. No entity is ever defined or expanded but the
 * five of XML and the numbers of characters; a DOCTYPE is skipped. Broken XML is walked as far as it makes sense.
 */
export function scanXml(xml: string, handler: XmlHandler): void {
  let at = 0;
  for (;;) {
    const tag = xml.indexOf('<', at);
    if (tag > at || tag === -1) {
      const text = xml.slice(at, tag === -1 ? undefined : tag);
      if (text !== '') handler.text(decodeXml(text));
    }
    if (tag === -1) return;
    at = skipMarkup(xml, tag, handler) ?? takeTag(xml, tag, handler);
  }
}

/** Where comments, CDATA, instructions and declarations end; null for an ordinary tag. */
function skipMarkup(xml: string, tag: number, handler: XmlHandler): number | null {
  const next = xml.charCodeAt(tag + 1);
  if (next === 63) return after(xml, '?>', tag);
  if (next !== 33) return null;
  if (xml.startsWith('<!--', tag)) return after(xml, '-->', tag);
  if (xml.startsWith('<![CDATA[', tag)) {
    const end = after(xml, ']]>', tag);
    handler.text(xml.slice(tag + 9, end - 3));
    return end;
  }
  return afterDeclaration(xml, tag);
}

function after(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  return found === -1 ? xml.length : found + end.length;
}

/** A DOCTYPE may hold declarations between brackets: all of it is skipped. */
function afterDeclaration(xml: string, tag: number): number {
  const close = after(xml, '>', tag);
  const bracket = xml.indexOf('[', tag);
  return bracket === -1 || bracket > close ? close : after(xml, '>', after(xml, ']', bracket) - 1);
}

function takeTag(xml: string, tag: number, handler: XmlHandler): number {
  const end = endOfTag(xml, tag);
  if (xml.charCodeAt(tag + 1) === 47) {
    handler.close(xml.slice(tag + 2, end).trim());
    return end + 1;
  }
  const isEmpty = xml.charCodeAt(end - 1) === 47;
  let nameEnd = tag + 1;
  while (nameEnd < end && !isNameEnd(xml.charCodeAt(nameEnd))) nameEnd++;
  const name = xml.slice(tag + 1, nameEnd);
  handler.open(name, (wanted) => attributeIn(xml, nameEnd, end, wanted), isEmpty);
  if (isEmpty) handler.close(name);
  return end + 1;
}

function isNameEnd(code: number): boolean {
  return code <= 32 || code === 47 || code === 62;
}

/** The `>` that closes a tag; one inside an attribute's quotes does not. */
function endOfTag(xml: string, tag: number): number {
  let quote = 0;
  for (let end = tag + 1; end < xml.length; end++) {
    const code = xml.charCodeAt(end);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 62) return end;
    else if (code === 34 || code === 39) quote = code;
  }
  return xml.length;
}

/** Searches the tag alone: a search through the whole document for an absent attribute would cost its square. */
function attributeIn(xml: string, from: number, to: number, name: string): string | null {
  const tag = xml.slice(from, to);
  for (let at = tag.indexOf(name); at !== -1; at = tag.indexOf(name, at + 1)) {
    if (tag.charCodeAt(at - 1) > 32) continue;
    let equals = at + name.length;
    while (tag.charCodeAt(equals) <= 32) equals++;
    if (tag[equals] !== '=') continue;
    let open = equals + 1;
    while (tag.charCodeAt(open) <= 32) open++;
    const quote = tag[open];
    if (quote !== '"' && quote !== "'") continue;
    const close = tag.indexOf(quote, open + 1);
    return close === -1 ? null : decodeXml(tag.slice(open + 1, close));
  }
  return null;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and the numbers; any other is left as it is written. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return named[name.toLowerCase()]!;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
