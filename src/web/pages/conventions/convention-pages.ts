import type { Page } from '../../server/page.js';
import { conventionDatePages } from './date-pages.js';
import { conventionLetterPages } from './letter-pages.js';
import { conventionListPages } from './list-page.js';
import { conventionMergePages } from './merge-pages.js';
import { showConventionPages } from './show-convention.js';

export const conventionPages: Page[] = [
  ...conventionListPages,
  ...conventionMergePages,
  ...showConventionPages,
  ...conventionDatePages,
  ...conventionLetterPages,
];
