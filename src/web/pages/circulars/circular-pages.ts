import type { Page } from '../../server/page.js';
import { followPages } from './follow-pages.js';
import { refusalPages } from './refusal-pages.js';
import { writePages } from './write-pages.js';

export const circularPages: Page[] = [...writePages, ...followPages, ...refusalPages];
