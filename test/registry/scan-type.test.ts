import { scanTypeOf } from '../../src/registry/scan-type.js';

test.each([
  ['%PDF-1.7\n…', 'pdf'],
  ['\x89PNG\r\n\x1a\n…', 'png'],
  ['\xff\xd8\xff\xe0…', 'jpeg'],
  ['<html>%PDF-1.7', null],
  ['GIF89a', null],
  ['%PDF', null],
  ['', null],
])('%j is a scan of type %s', (text, type) => {
  expect(scanTypeOf(Buffer.from(text, 'latin1'))).toBe(type);
});
