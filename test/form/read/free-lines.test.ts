import { readForm } from '../../../src/form/read-form.js';

const plain = { rowSpan: 1, columnSpan: 1, number: null, link: null, hidden: false };

/** The job read for the technical contact, told line after line without labels, with « Directeur » on a given line. */
function jobOfTechnician(line: number): string | undefined {
  const cells = [
    [0, 'Commune : Bron'],
    [2, 'Responsable technique'],
    [3, 'Karim BENALI'],
    [4, 'k.benali@ville-bron.fr'],
    [5, '04 72 11 22 34'],
    [line, 'Directeur'],
  ].map(([row, text]) => ({ row: Number(row), column: 0, text: String(text), ...plain }));
  const reading = readForm({ sheets: [{ name: 'Feuil1', hidden: false, cells }] });
  return reading.contacts.technical?.jobTitle?.value;
}

test('words of a heading just under what is told of somebody are the job', () => {
  expect(jobOfTechnician(6)).toBe('Directeur');
  expect(jobOfTechnician(7)).toBe('Directeur');
});

test('further down, they head something else', () => {
  expect(jobOfTechnician(9)).toBeUndefined();
  expect(jobOfTechnician(20)).toBeUndefined();
});
