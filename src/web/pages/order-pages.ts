import { type ActedOnOrder, actOnOrder, chooseOrderAccount } from '../../desk/act-on-order.js';
import { refusalSentences } from '../../desk/refusal-sentences.js';
import { type AgentCode, accessSentences, type DelayCode } from '../../provisioning/access-codes.js';
import { handTasksCsv } from '../../provisioning/hand-tasks-csv.js';
import { accountCodes } from '../../store/choose-account.js';
import { listHandTasks, loadOrdersOfRequest, type ShownOrder } from '../../store/desk/orders-of-request.js';
import { type OrderVerb, orderVerbs } from '../../store/tables/order-planning.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { holds } from '../server/role.js';
import { longDay, shortInstant } from '../view/short-dates.js';
import { communeName, orderKindNames, orderStatusNames } from '../view/words.js';
import { type Notice, noticeOf } from './notices.js';
import { UUID } from './operations/back.js';
import { REFERENCE } from './request/show-request.js';

const MOST_TASKS = 5_000;

const verbWords: Record<OrderVerb, string> = {
  advance: 'avancé',
  hold: 'suspendu',
  release: 'repris',
  'by-hand': 'fait à la main',
};

/** Pure: one order, in words, and what an agent may do with it today. */
function orderView(order: ShownOrder, today: string) {
  const { status, waitsFor, notBefore, administrator, former } = order;
  const isOpen = status === 'planned' || status === 'held';
  const mayBeDone = notBefore === null || notBefore <= today;
  return {
    id: order.orderId,
    what: orderKindNames[order.kind],
    school: order.schoolName,
    uai: order.uai,
    who: `${administrator.firstName} ${administrator.lastName}`,
    former: former === null ? null : `${former.firstName} ${former.lastName}`,
    status: orderStatusNames[status],
    tone: status === 'done' ? 'ok' : status === 'held' ? 'warn' : '',
    due: longDay(order.dueOn),
    target: longDay(order.targetOn),
    notBefore: notBefore === null ? null : longDay(notBefore),
    planned: order.plannedAt === null || !isOpen ? null : shortInstant(order.plannedAt),
    done: order.doneAt && shortInstant(order.doneAt),
    why: waitsFor === null ? null : (accessSentences[waitsFor as AgentCode | DelayCode] ?? waitsFor),
    holdReason: status === 'held' ? order.holdReason : null,
    events: order.events.map(({ at, actor, verb, reason }) => ({
      what: verbWords[verb],
      ...{ actor, reason, at: shortInstant(new Date(at)) },
    })),
    may: {
      advance: status === 'planned' && mayBeDone,
      hold: status === 'planned',
      release: status === 'held',
      byHand: isOpen && mayBeDone,
      chooseAccount: status === 'held' && accountCodes.includes(waitsFor as AgentCode),
    },
  };
}

async function ordersPage(asked: Asked, said?: Notice, status = 200): Promise<Answer> {
  const { desk, params, now, query, signedIn } = asked;
  const reference = params['reference']!;
  const orders = REFERENCE.test(reference) ? await loadOrdersOfRequest(desk.db, reference) : [];
  if (orders.length === 0) return { kind: 'missing' };
  const today = now.toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' });
  return {
    kind: 'page',
    template: 'orders',
    title: `Accès de ${reference} – ${communeName(orders[0]!.communeInsee)}`,
    section: 'deadlines',
    status,
    view: {
      notice: said ?? noticeOf(query),
      here: `/echeances/${reference}`,
      reference,
      commune: communeName(orders[0]!.communeInsee),
      canAct: holds(signedIn!.agent.role, 'agent'),
      orders: orders.map((order) => orderView(order, today)),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/echeances/:reference',
  who: 'reader',
  answer: (asked) => ordersPage(asked),
};

function told(asked: Asked, acted: ActedOnOrder): Promise<Answer> | Answer {
  const reference = asked.params['reference']!;
  if (acted.kind === 'done') return { kind: 'redirect', to: `/echeances/${reference}?fait=ordre` };
  if (acted.kind === 'forbidden') return { kind: 'refused' };
  const words = acted.kind === 'refused' ? refusalSentences[acted.code] : refusalSentences['order-moved'];
  return ordersPage(asked, { tone: 'bad', words, details: [], undo: null }, 422);
}

/** The order that the form names is one of the request that the address names. */
async function namedOrder({ desk, params, form }: Asked): Promise<string | null> {
  const [reference, id] = [params['reference']!, form.text('ordre')];
  if (!REFERENCE.test(reference) || !UUID.test(id)) return null;
  const orders = await loadOrdersOfRequest(desk.db, reference);
  return orders.some(({ orderId }) => orderId === id) ? id : null;
}

const actOn: Page = {
  method: 'POST',
  url: '/echeances/:reference',
  who: 'agent',
  async answer(asked) {
    const { desk, form, signedIn } = asked;
    const verb = orderVerbs.find((one) => one === form.text('action'));
    const orderId = await namedOrder(asked);
    if (orderId === null || verb === undefined) return { kind: 'missing' };
    const order = { orderId, verb, reason: form.text('motif') };
    return told(asked, await actOnOrder(desk.verbs, signedIn!.agent, order));
  },
};

const chooseAccount: Page = {
  method: 'POST',
  url: '/echeances/:reference/compte',
  who: 'agent',
  async answer(asked) {
    const { desk, form, signedIn } = asked;
    const orderId = await namedOrder(asked);
    if (orderId === null) return { kind: 'missing' };
    const account = form.text('nouveau') === 'oui' ? 'new' : form.text('compte').toUpperCase();
    return told(asked, await chooseOrderAccount(desk.verbs, signedIn!.agent, { orderId, account }));
  },
};

/** Persons' names and addresses: for those who act, not for those who look. */
const byHandCsv: Page = {
  method: 'GET',
  url: '/echeances/a-la-main.csv',
  who: 'agent',
  answer: async ({ desk }) => ({
    kind: 'file',
    name: 'a-faire-a-la-main.csv',
    type: 'text/csv; charset=utf-8',
    bytes: handTasksCsv(await listHandTasks(desk.db, MOST_TASKS)),
  }),
};

export const orderPages: Page[] = [byHandCsv, show, actOn, chooseAccount];
