import { liveYear } from '../../simulation/deadlines/live-year.js';
import { makeYear } from '../../simulation/deadlines/make-year.js';
import { chartOf, judge } from '../../simulation/deadlines/verdict.js';
import { readWorkingHours } from '../../src/provisioning/working-hours.js';

const years = Number(process.env['SIMULATED_YEARS'] ?? 3);
const seed = Number(process.env['SEED'] ?? 1);
const size = { schools: 90, communes: 12 };

function lived(yearSeed: number, perDay: number) {
  const year = makeYear({ ...size, seed: yearSeed, schoolYear: 2026 + (yearSeed % 10) });
  const rules = { hours: readWorkingHours('09:00-17:00')!, perDay, closures: new Set<string>() };
  return { year, lived: liveYear(year, rules) };
}

test(`years from seed ${seed} on: no promise is missed that could be kept, none without a word before`, () => {
  let missed = 0;
  for (let one = seed; one < seed + years; one += 1) {
    for (const perDay of [2, 4, 120]) {
      const verdict = judge(lived(one, perDay).lived);
      expect({ seed: one, perDay, faults: verdict.faults }).toEqual({ seed: one, perDay, faults: [] });
      missed += verdict.missed;
    }
  }
  expect(missed).toBeGreaterThan(0);
}, 300_000);

test('the judge sees a promise that could be kept, one missed without a word, and one opened too early', () => {
  const { year, lived: right } = lived(1, 120);
  const [first, second, third] = right.accesses;
  const due = first!.dueOn;
  Object.assign(first!, { doneOn: due.add({ days: 1 }), warnedOn: null });
  Object.assign(second!, { doneOn: null, warnedOn: due });
  Object.assign(third!, { doneOn: third!.askedOn.subtract({ days: 1 }) });
  const { faults } = judge(right);
  expect(year.asked.length).toBeGreaterThan(90);
  expect(faults.map((fault) => fault.replace(/\(.*\) /, ''))).toEqual([
    '2 promises missed that could be kept',
    `access ${first!.id} missed without a word before`,
    `access ${second!.id} never opened`,
    `access ${third!.id} opened before its day`,
  ]);
});

test('the same seed lives the same year, and its chart shows the days laclasse.com was away', () => {
  const [one, again] = [lived(7, 4).lived, lived(7, 4).lived];
  expect(judge(again)).toEqual(judge(one));
  const svg = chartOf('Year', one);
  expect(svg.match(/fill="#f3d0c8"/g)).toHaveLength(one.days.filter(({ isAway }) => isAway).length);
  expect(svg).toContain('2033-09');
});
