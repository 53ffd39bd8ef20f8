import { accept } from '../../src/desk/accept.js';
import { askCorrections } from '../../src/desk/ask-corrections.js';
import { askReread } from '../../src/desk/ask-reread.js';
import { closeRequest, reopenRequest } from '../../src/desk/close-request.js';
import { confirmSender } from '../../src/desk/confirm-sender.js';
import { correctConvention } from '../../src/desk/conventions/correct-convention.js';
import { keepScan } from '../../src/desk/conventions/keep-scan.js';
import { recordNotification, recordSigning } from '../../src/desk/conventions/record-convention.js';
import { recordNotice } from '../../src/desk/conventions/record-notice.js';
import { takeOverConventions } from '../../src/desk/conventions/take-over.js';
import { withdrawNotice } from '../../src/desk/conventions/withdraw-notice.js';
import { correctRegistry } from '../../src/desk/correct-registry.js';
import type { Desk } from '../../src/desk/desk.js';
import { chooseSchool, editFields } from '../../src/desk/edit-fields.js';
import { mergeRequests } from '../../src/desk/merge-requests.js';
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
  recordSigning: (desk, agent) => recordSigning(desk, agent, { communeInsee: insee, signedOn: '2026-01-01' }),
  recordNotification: (desk, agent, id) =>
    recordNotification(desk, agent, { conventionId: id, notifiedOn: '2026-01-01' }),
  correctConvention: (desk, agent, id) =>
    correctConvention(desk, agent, {
      ...{ conventionId: id, signedOn: '', notifiedOn: '2026-01-01', reason: 'x' },
    }),
  keepScan: (desk, agent, id) =>
    keepScan(desk, agent, { conventionId: id, name: 'x.pdf', bytes: Buffer.from('%PDF-1.7') }),
  recordNotice: (desk, agent, id) =>
    recordNotice(desk, agent, {
      ...{ conventionId: id, receivedOn: '2026-01-01', scanId: id, by: 'commune', fingerprint: '' },
    }),
  withdrawNotice: (desk, agent, id) =>
    withdrawNotice(desk, agent, {
      ...{ conventionId: id, receivedOn: '2026-01-01', scanId: id, fingerprint: '' },
    }),
  takeOverConventions: (desk, agent) =>
    takeOverConventions(desk, agent, { formers: ['69152'], into: '69149', reason: 'x', fingerprint: '' }),
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
