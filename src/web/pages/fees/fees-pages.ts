import type { Page } from '../../server/page.js';
import { communeFeePages } from './commune-page.js';
import { feeExports } from './exports.js';
import { yearPages } from './year-page.js';

export const feePages: Page[] = [...yearPages, ...communeFeePages, ...feeExports];
