import fc from 'fast-check';
import { printedReading } from '../../src/cli/print-reading.js';
import { readDocument } from '../../src/form/read-document.js';
import { readForm } from '../../src/form/read-form.js';
import { comparable, expectedOf } from './corpus/expected.js';
import { layouts } from './corpus/layouts.js';
import { aRegistration } from './corpus/registration.js';
import { toGrid } from './corpus/to-grid.js';
import { aWording } from './corpus/wording.js';

/** How many cases each property tries; FORM_RUNS=20000 searches for longer. */
const runs = Number(process.env['FORM_RUNS'] ?? 400);

test('any registration, in any layout and any wording, reads back to itself', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(layouts)),
      fc.nat(5_000),
      fc.nat(5_000),
      (layout, seed, wording) => {
        const registration = aRegistration(seed);
        const paper = layouts[layout]!(registration, aWording(wording));
        const reading = readForm(toGrid(paper));
        expect(comparable(printedReading(reading))).toEqual(expectedOf(registration, paper));
        expect(reading.kind).toBe('valid');
      },
    ),
    { numRuns: runs },
  );
});

test('a value left out is reported at its place, and the others are still read', () => {
  const parts = ['job', 'email', 'phone'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(layouts)),
      fc.nat(5_000),
      fc.nat(5_000),
      fc.nat(10),
      fc.constantFrom(...parts),
      (layout, seed, wording, who, part) => {
        const registration = aRegistration(seed);
        const people = [
          registration.followUp,
          registration.technical,
          ...registration.schools.map((school) => school.administrator!),
        ];
        people[who % people.length]![part] = '';
        const paper = layouts[layout]!(registration, aWording(wording));
        expect(comparable(printedReading(readForm(toGrid(paper))))).toEqual(expectedOf(registration, paper));
      },
    ),
    { numRuns: runs },
  );
});

test('any bytes at all give a reading', async () => {
  const starts = [
    '',
    'PK\u0003\u0004',
    '%PDF-1.4\n',
    '{\\rtf1 ',
    '<html><table><tr><td>',
    'Nom de la commune : ',
    '\u00d0\u00cf\u0011\u00e0',
  ].map((text) => Buffer.from(text, 'latin1'));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 600 }), async (start, rest) => {
      const reading = await readDocument({ name: 'x', bytes: Buffer.concat([start, rest]) });
      expect(reading.kind === 'valid' || reading.problems.length > 0).toBe(true);
    }),
    { numRuns: runs },
  );
});
