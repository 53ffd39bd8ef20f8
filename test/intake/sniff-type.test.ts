import { zipSync } from 'fflate';
import { sniffType } from '../../src/intake/sniff-type.js';

const zipOf = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(9)])));

test.each([
  ['a Visio drawing', ['[Content_Types].xml', 'visio/document.xml'], 'vsdx'],
  ['a book', ['mimetype', 'META-INF/container.xml'], 'epub'],
  ['an archive', ['liste.csv'], 'zip'],
])('%s is told by what its zip holds', (_what, names, type) => {
  expect(sniffType(zipOf(...names))).toBe(type);
});
