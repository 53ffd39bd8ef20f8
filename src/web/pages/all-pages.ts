import { signInPages } from '../login/pages.js';
import type { Page } from '../server/page.js';
import { queuePages } from './queue.js';

/** Every page, with who may ask for it: the one table of rights. The test of rights walks it. */
export const allPages: readonly Page[] = [...signInPages, ...queuePages];
