import { type CampaignState, campaignStatesBefore, canBecome } from '../../src/registry/renewal-campaign.js';

test.each<[CampaignState, CampaignState, boolean]>([
  ['prepared', 'open', true],
  ['prepared', 'closed', false],
  ['open', 'paused', true],
  ['paused', 'open', true],
  ['paused', 'closed', true],
  ['open', 'applied', false],
  ['closed', 'applied', true],
  ['closed', 'open', false],
  ['applied', 'open', false],
])('a campaign that is %s may become %s: %s', (from, to, may) => {
  expect(canBecome(from, to)).toBe(may);
  expect(campaignStatesBefore(to).includes(from)).toBe(may);
});
