import fc from 'fast-check';
import { escapeXml, unescapeXml } from '../../../src/form/write/xml-escape.js';
import { NotEditable, parseXml, writeXml } from '../../../src/form/write/xml-tree.js';
import { attribute, setAttribute, textOf } from '../../../src/form/write/xml-walk.js';

test('what is not changed is written as it was', () => {
  const text = `<?xml version="1.0"?>\n<!-- a > b --><a x='1>2' y = "é"><b/>t&amp;<![CDATA[<c>]]><d z=""> </d></a>`;
  expect(writeXml(parseXml(text))).toBe(text);
});

test('an attribute is never found inside another one’s value', () => {
  const { root } = parseXml(`<a note=' s="3" ' s="7"/>`);
  expect(attribute(root, 's')).toBe('7');
  setAttribute(root, 's', '<8>');
  expect(attribute(root, 's')).toBe('<8>');
  expect(attribute(root, 'note')).toBe(' s="3" ');
});

test.each([
  '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
  '<a><b></a></b>',
  '<a',
  '<a></a><b/>',
  '</a>',
  '',
  '<a x="></a>',
])('%j is refused', (text) => {
  expect(() => parseXml(text)).toThrow(NotEditable);
});

test('any text is kept through escaping, but for what XML forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const allowed = text.replace(/(?![\t\n\r\u0080-\u009f])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
      expect(unescapeXml(escapeXml(text))).toBe(allowed);
      expect(textOf(parseXml(`<a>${escapeXml(text)}</a>`).root)).toBe(allowed);
    }),
  );
});
