import { signInPages } from '../login/pages.js';
import type { Page } from '../server/page.js';
import { circularPages } from './circulars/circular-pages.js';
import { invitationPages } from './committee/invitation-pages.js';
import { reportPages } from './committee/report-pages.js';
import { conventionPages } from './conventions/convention-pages.js';
import { dashboardPages } from './dashboard.js';
import { deadlinesPage } from './deadlines.js';
import { driftPage } from './drift.js';
import { feePages } from './fees/fees-pages.js';
import { helpPages } from './help.js';
import { messagePages } from './messages.js';
import { operationsPages } from './operations/operations-pages.js';
import { orderPages } from './order-pages.js';
import { queuePages } from './queue.js';
import { registryPages } from './registry/registry-pages.js';
import { renewalPages } from './renewal/renewal-pages.js';
import { acceptPages } from './request/accept-pages.js';
import { confirmPages } from './request/confirm-pages.js';
import { correctionsPages } from './request/corrections-pages.js';
import { editPages } from './request/edit-pages.js';
import { otherPages } from './request/other-pages.js';
import { replyPages } from './request/replies.js';
import { rereadPages } from './request/reread-pages.js';
import { requestState, showRequest } from './request/show-request.js';
import { yearPage } from './request/year-page.js';
import { takePages } from './take-pages.js';
import { undoPage } from './undo-page.js';

/** Every page, with who may ask for it: the one table of rights. `test/web/rights.test.ts` says again, by hand, who may. */
export const allPages: readonly Page[] = [
  ...signInPages,
  ...queuePages,
  showRequest,
  requestState,
  ...acceptPages,
  ...confirmPages,
  ...correctionsPages,
  ...editPages,
  ...otherPages,
  ...rereadPages,
  ...takePages,
  yearPage,
  ...replyPages,
  ...messagePages,
  undoPage,
  ...registryPages,
  ...conventionPages,
  ...renewalPages,
  deadlinesPage,
  ...feePages,
  ...reportPages,
  ...circularPages,
  ...invitationPages,
  driftPage,
  ...orderPages,
  ...dashboardPages,
  ...operationsPages,
  ...helpPages,
];
