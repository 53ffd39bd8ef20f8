import { decodeText } from '../../../src/form/open/decode-text.js';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

test('code page 850, that of Excel’s « CSV (MS-DOS) », is told by its accents', () => {
  expect(decodeText(bytes('Z\u0082lie GU\u0090RIN;\u0082lev\u0082e \u0085 C\u0093te'))).toBe(
    'Zélie GUÉRIN;élevée à Côte',
  );
});

test('the œ of ISO-8859-15 is no half', () => {
  expect(decodeText(bytes('C\u00bdur de village; \u00e9cole'))).toBe('Cœur de village; école');
  expect(decodeText(bytes('\u00e9cole, \u00bd journ\u00e9e'))).toBe('école, ½ journée');
});

test('Mac Roman and Windows-1252 are still told apart', () => {
  expect(decodeText(bytes('\u008ecole \u0088 c\u0099t\u008e'))).toBe('école à côté');
  expect(decodeText(bytes('\u00e9cole \u00e0 c\u00f4t\u00e9 de l\u0092\u00e9glise'))).toBe(
    'école à côté de l’église',
  );
});
