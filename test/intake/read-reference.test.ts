import fc from 'fast-check';
import { findReference, findWrittenReferences, signReference } from '../../src/intake/read-reference.js';

const secret = 'a secret of the service';
const signed = signReference('LC-2026-00042', secret);

test('a signed reference can be read out: no 0/O nor 1/I in its check', () => {
  expect(signed).toMatch(/^LC-2026-00042-[2-9A-HJ-NP-Z]{4}$/);
});

test.each([
  signed,
  `RE: [${signed}] Informations à compléter`,
  `Re: Re: TR: Fwd: ${signed}`,
  signed.toLowerCase(),
  `<${signed}.corrections.0193-aa@laclasse.com>`,
  `dossier ${signed}.`,
  `LC-2026-00041 et ${signed}`,
])('%s is believed', (text) => {
  expect(findReference(text, secret)).toBe('LC-2026-00042');
});

test.each([
  'LC-2026-00042',
  'LC-2026-00042-2222',
  signed.replace('00042', '00043'),
  signReference('LC-2026-00042', 'another secret'),
  `${signed}X`,
  `P${signed}`,
  'Bonjour',
])('%s is not believed', (text) => {
  expect(findReference(text, secret)).toBeNull();
});

test('what is written is found, believed or not', () => {
  expect(findWrittenReferences('Re: LC-2026-00042-7f3k, LC 2026 00043')).toEqual([
    { reference: 'LC-2026-00042', check: '7F3K' },
    { reference: 'LC-2026-00043', check: null },
  ]);
});

test('a check of one reference opens no other', () => {
  const reference = fc
    .integer({ min: 1, max: 99_999 })
    .map((number) => `LC-2026-${String(number).padStart(5, '0')}`);
  let lucky = 0;
  fc.assert(
    fc.property(reference, reference, (one, other) => {
      const stolen = signReference(one, secret).replace(one, other);
      if (one !== other && findReference(stolen, secret) !== null) lucky += 1;
    }),
    { numRuns: 2_000 },
  );
  expect(lucky).toBeLessThanOrEqual(1);
});
