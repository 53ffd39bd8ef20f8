import { carryOutOrders } from './carry-out-orders.js';
import { decideMessages } from './decide-messages.js';
import { examineMessages } from './examine-messages.js';
import { planOrders } from './plan-orders.js';
import { rereadMessages } from './reread-messages.js';
import { sendReplies } from './send-replies.js';

/** Every job there is; each has a worker of the same name under workers/ (a test says so). */
export const allJobs = [
  examineMessages,
  decideMessages,
  sendReplies,
  planOrders,
  carryOutOrders,
  rereadMessages,
] as const;
