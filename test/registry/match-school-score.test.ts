import { communeByInsee } from '../../src/registry/find-commune.js';
import { indexSchools } from '../../src/registry/index-schools.js';
import { degradations } from './support/degradations.js';
import { sharedSchools } from './support/shared-schools.js';

const schools = sharedSchools();
const inTheirCommunes = schools === null ? test.skip : test;
const index = indexSchools(schools ?? []);

type Outcome = 'right' | 'ambiguous' | 'none' | 'wrong' | 'misled';

function outcomes(name: string): { outcome: Outcome; text: string }[] {
  return (schools ?? []).map((school) => {
    const written = degradations[name]!(school, communeByInsee(school.communeInsee)!.name);
    const match = index.match(written, school.communeInsee);
    const text = `${school.uai} ${school.name} (${school.level}) written ${written.name}: ${JSON.stringify(match)}`;
    if (match.kind === 'one') return { outcome: match.school.uai === school.uai ? 'right' : 'wrong', text };
    if (match.kind === 'none') return { outcome: 'none', text };
    return { outcome: match.candidates.some(({ uai }) => uai === school.uai) ? 'ambiguous' : 'misled', text };
  });
}

const score: Record<string, Record<Outcome, number>> = {};

inTheirCommunes.each(Object.keys(degradations))(
  'a school written « %s » is found, or is among those to choose from',
  (name) => {
    const all = outcomes(name);
    const count = (outcome: Outcome) => all.filter((each) => each.outcome === outcome).length;
    score[name] = {
      right: count('right'),
      ambiguous: count('ambiguous'),
      none: count('none'),
      misled: count('misled'),
      wrong: count('wrong'),
    };
    expect(all.filter(({ outcome }) => outcome !== 'right' && outcome !== 'ambiguous')).toEqual([]);
  },
);

/** On stderr: jest's own report takes standard output. */
afterAll(() => {
  if (schools === null) return;
  const lines = Object.entries(score).map(
    ([name, { right, ambiguous, none, misled, wrong }]) =>
      `${name.padEnd(26)}${[right, ambiguous, none, misled, wrong].map((n) => String(n).padStart(10)).join('')}`,
  );
  const heading = `${schools.length} schools, written as`.padEnd(26);
  const columns = ['right', 'ambiguous', 'none', 'misled', 'wrong'].map((name) => name.padStart(10)).join('');
  process.stderr.write(`\n${heading}${columns}\n${lines.join('\n')}\n`);
});
