import { type Decision, decide } from '../decision/decide.js';
import type { Reading } from '../form/reading.js';
import type { OpenCase } from './open-case.js';

/** Pure: the service's own decision on this form as it now is, as if it came now. */
export function decideAnew({ form, message, edited, commune }: OpenCase): Decision {
  const { id: readingId, name, sha256 } = form;
  const reading = withChoices(edited, commune);
  return decide({
    message,
    documents: [{ readingId, name, sha256, reading }],
    commune,
    earlier: null,
    joins: null,
  });
}

/** A school that an agent chose is written as the directory writes it: it is found, whatever its line said. */
function withChoices(
  { reading, positions, choices }: OpenCase['edited'],
  commune: OpenCase['commune'],
): Reading {
  if (choices.size === 0 || commune === null) return reading;
  const schools = reading.schools.map((line, index) => {
    const school = commune.directory.find(({ uai }) => uai === choices.get(positions[index]!));
    if (school === undefined) return line;
    const at = line.name?.at ?? { sheet: '', cell: '' };
    const writtenAs = line.name?.writtenAs ?? school.name;
    return {
      ...line,
      name: { value: school.name, writtenAs, at },
      uai: { value: school.uai, writtenAs: line.uai?.writtenAs ?? school.uai, at: line.uai?.at ?? at },
    };
  });
  return { ...reading, schools };
}
