import { whyPhone, whyUai } from '../../../src/form/check/why-invalid.js';

test.each([
  ['04 78 24 32 5', ' : il compte 9 chiffres au lieu de 10'],
  ['04.78.24.32.56.4', ' : il compte 11 chiffres au lieu de 10'],
  ['04 78 24 32 5O', ''],
  ['07 00 00 00 00', ''],
  ['demander à l’accueil', ''],
])('the number « %s » is refused%s', (text, why) => {
  expect(whyPhone(text)).toBe(why);
});

test('a UAI with a wrong letter is told so, and any other is told its form', () => {
  expect(whyUai('0693898N')).toBe(' : sa lettre ne correspond pas à ses chiffres');
  expect(whyUai('693898')).toContain('sept chiffres et une lettre');
});
