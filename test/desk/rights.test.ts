import { accept } from '../../src/desk/accept.js';
import { askCorrections } from '../../src/desk/ask-corrections.js';
import { askReread } from '../../src/desk/ask-reread.js';
import { closeRequest, reopenRequest } from '../../src/desk/close-request.js';
import { confirmSender } from '../../src/desk/confirm-sender.js';
import { correctRegistry } from '../../src/desk/correct-registry.js';
import type { Desk } from '../../src/desk/desk.js';
import { chooseSchool, editFields } from '../../src/desk/edit-fields.js';
import { mergeRequests } from '../../src/desk/merge-requests.js';
import { setConvention } from '../../src/desk/set-convention.js';
import { settleReplies, settleUndelivered } from '../../src/desk/settle-replies.js';
import { release, take } from '../../src/desk/take.js';
import { distrustSender, trustSender } from '../../src/desk/trust.js';
import { undo } from '../../src/desk/undo.js';
import type { Agent } from '../../src/store/desk/agents.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk, everything, wholeList } from '../support/builders/a-desk.js';
import { anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const { insee } = aTownHall(0);
const sender = { communeInsee: insee, kind: 'address', value: 'a@b.example', reason: 'x' } as const;
type Verb = (desk: Desk, agent: Agent, requestId: string) => Promise<{ kind: string }>;
const verbs: Record<string, Verb> = {
  accept: (desk, agent, requestId) =>
    accept(desk, agent, { requestId, version: 1, selection: wholeList, fingerprint: '' }),
  askCorrections: (desk, agent, requestId) =>
    askCorrections(desk, agent, { requestId, version: 1, fingerprint: '' }),
  askReread: (desk, agent, requestId) => askReread(desk, agent, { requestId, version: 1 }),
  closeRequest: (desk, agent, requestId) =>
    closeRequest(desk, agent, { requestId, version: 1, how: 'closed', reason: 'x' }),
  reopenRequest: (desk, agent, requestId) =>
    reopenRequest(desk, agent, { requestId, version: 1, reason: 'x' }),
  confirmSender: (desk, agent, requestId) =>
    confirmSender(desk, agent, { requestId, version: 1, kind: 'address', fingerprint: '' }),
  correctRegistry: (desk, agent) =>
    correctRegistry(desk, agent, {
      ...{ communeInsee: insee, reason: 'x', fingerprint: '' },
      correction: { kind: 'remove-school', uai: '0690001A' },
    }),
  editFields: (desk, agent, requestId) =>
    editFields(desk, agent, { requestId, version: 1, edits: [{ field: 'commune', value: 'Bron' }] }),
  chooseSchool: (desk, agent, requestId) =>
    chooseSchool(desk, agent, { requestId, version: 1, position: 0, uai: '0690001A' }),
  mergeRequests: (desk, agent, requestId) =>
    mergeRequests(desk, agent, { requestId, version: 1, intoRequestId: requestId }),
  setConvention: (desk, agent) =>
    setConvention(desk, agent, {
      communeInsee: insee,
      notifiedOn: '2026-01-01',
      denouncedOn: null,
      reason: 'x',
    }),
  settleReplies: (desk, agent, id) => settleReplies(desk, agent, { replyIds: [id], how: 'send' }),
  settleUndelivered: (desk, agent, id) => settleUndelivered(desk, agent, { workItemId: id, reason: 'x' }),
  take: (desk, agent, id) => take(desk, agent, { requestIds: [id] }),
  release: (desk, agent, id) => release(desk, agent, { requestIds: [id] }),
  trustSender: (desk, agent) => trustSender(desk, agent, sender),
  distrustSender: (desk, agent) => distrustSender(desk, agent, sender),
  undo: (desk, agent, id) => undo(desk, agent, { actionId: id }),
};

test('no verb does anything for a reader, nor for whoever may not enter any more', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const { requestId } = await receive(db, aTownHall(0), { from: 'a@ailleurs.example' });
  const before = await everything(db);
  const gone = { ...(await anAgent(db, 'supervisor')), isDisabled: true };
  for (const agent of [await anAgent(db, 'reader'), gone]) {
    for (const [name, verb] of Object.entries(verbs)) {
      expect([name, await verb(desk, agent, requestId)]).toEqual([name, { kind: 'forbidden' }]);
    }
  }
  expect(await everything(db)).toEqual(before);
  expect(await db.selectFrom('audit_entry').select('sequence').execute()).toEqual([]);
});
