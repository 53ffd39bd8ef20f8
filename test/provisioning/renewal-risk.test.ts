import { Temporal } from 'temporal-polyfill';
import { renewalRisk, renewalThreat } from '../../src/provisioning/renewal-risk.js';

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

const nothing = { requests: 0, orders: 0, blocked: 0 };
test.each([
  ['open', '2027-05-03', { blocked: 1 }, 'blocked'],
  ['open', '2027-05-03', { requests: 40, orders: 3 }, undefined],
  ['paused', '2027-05-03', { blocked: 1 }, 'blocked'],
  ['closed', '2027-08-05', { blocked: 1 }, 'at-risk'],
  ['closed', '2027-08-05', { orders: 1 }, 'at-risk'],
  ['closed', '2027-08-20', { requests: 1 }, 'late'],
  ['closed', '2027-08-20', {}, undefined],
  ['prepared', '2027-08-20', { blocked: 1 }, undefined],
  ['applied', '2027-08-20', { blocked: 1 }, undefined],
] as const)('a campaign %s on %s where %j wait: %s', (state, today, waiting, level) => {
  const campaign = { year: 2027, state, days: { applyBy } };
  const threat = renewalThreat(Temporal.PlainDate.from(today), campaign, { ...nothing, ...waiting });
  expect(threat?.level).toBe(level);
});
