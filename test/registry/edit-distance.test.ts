import fc from 'fast-check';
import { editDistance } from '../../src/registry/edit-distance.js';

test.each([
  ['', '', 0],
  ['CORBAS', 'CORBAS', 0],
  ['CORBAS', 'CORBASS', 1],
  ['CORBAS', 'CRBAS', 1],
  ['CORBAS', 'CORBOS', 1],
  ['CORBAS', 'COBRAS', 1],
  ['', 'BRON', 4],
  ['KITTEN', 'SITTING', 3],
])('from %j to %j there are %i letters', (a, b, letters) => {
  expect(editDistance(a, b)).toBe(letters);
});

const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), maxLength: 9 });

test('the way back is as long as the way there', () => {
  fc.assert(fc.property(word, word, (a, b) => editDistance(a, b) === editDistance(b, a)));
});

test('a limit changes nothing below it, and answers one more above it', () => {
  fc.assert(
    fc.property(word, word, fc.nat(6), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b), limit + 1));
    }),
  );
});

test('one change is one letter away', () => {
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('A', 'B', 'C', ''), (a, at, letter) => {
      const place = at % (a.length + 1);
      expect(editDistance(a, a.slice(0, place) + letter + a.slice(place + 1))).toBeLessThanOrEqual(1);
    }),
  );
});
