import { decodeCharset } from '../../src/intake/decode-charset.js';

const dos = Uint8Array.from([0x82, 0x63, 0x6f, 0x6c, 0x65, 0x20, 0x87]);

test.each(['cp850', 'IBM850', '"ibm-850"', '850', 'csPC850Multilingual'])(
  '%s is code page 850',
  (charset) => {
    expect(decodeCharset(dos, charset)).toBe('école ç');
  },
);

test('other names are as before', () => {
  expect(decodeCharset(Uint8Array.from([0xe9]), 'windows-1252')).toBe('é');
  expect(decodeCharset(Buffer.from('é'), 'iso-8859-1')).toBe('é');
  expect(decodeCharset(Uint8Array.from([0xe9]), 'x-unknown-850x')).toBe('é');
});

test.each([null, 'windows-1252', 'iso-8859-1'])('the punctuation of Windows is kept, %s said', (charset) => {
  expect(decodeCharset(Uint8Array.from([0x64, 0x92, 0xe9, 0x9c, 0x80, 0x96]), charset)).toBe('d’éœ€–');
});
