import { Temporal } from 'temporal-polyfill';
import { renewalRisk } from '../../src/provisioning/renewal-risk.js';

const applyBy = Temporal.PlainDate.from('2027-08-19');

test.each([
  ['2027-08-04', 3, 'none', 'fifteen days before'],
  ['2027-08-05', 3, 'at-risk', 'two weeks before, to the day'],
  ['2027-08-19', 1, 'at-risk', 'on the last day itself'],
  ['2027-08-20', 1, 'late', 'the day after'],
  ['2027-08-05', 0, 'none', 'nothing waits'],
  ['2027-08-20', 0, 'none', 'nothing waits any more'],
  ['2027-06-21', 40, 'none', 'answers have just come in'],
])('on %s with %i waiting: %s (%s)', (today, waiting, risk) => {
  expect(renewalRisk(Temporal.PlainDate.from(today), { applyBy }, waiting)).toBe(risk);
});
