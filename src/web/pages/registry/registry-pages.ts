import type { Page } from '../../server/page.js';
import { correctionByHandPages } from './correction-pages.js';
import { registryLists } from './lists.js';
import { senderPages } from './sender-pages.js';
import { showCommune } from './show-commune.js';
import { showPerson } from './show-person.js';
import { showSchool } from './show-school.js';

export const registryPages: Page[] = [
  ...registryLists,
  showCommune,
  showSchool,
  showPerson,
  ...senderPages,
  ...correctionByHandPages,
];
