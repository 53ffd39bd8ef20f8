import { schoolYearLabel } from '../../../registry/school-year.js';
import type { Answer, Asked } from '../../server/page.js';
import { shortInstant } from '../../view/short-dates.js';
import { replyStatusNames } from '../../view/words.js';
import { type Notice, noticeOf } from '../notices.js';
import { loadRenewal, participantRow } from './renewal-page.js';

const letterNames: Record<string, string> = { opening: 'Ouverture', renewed: 'Liste reconduite' };

/** One commune in a campaign: its letters, its answer, its evidence, and what an agent may decide. */
export async function showRenewalCommune(asked: Asked, said?: Notice, status = 200): Promise<Answer> {
  const { year, campaign, participants } = await loadRenewal(asked);
  const id = asked.form.text('commune') || asked.query.text('commune');
  const participant = participants.find((one) => one.id === id);
  if (participant === undefined || campaign === null) return { kind: 'missing' };
  const row = participantRow(participant);
  const isUndelivered = participant.facts.letters.some(({ status: one }) =>
    ['bounced', 'failed', 'cancelled'].includes(one),
  );
  const isOpen = campaign.state === 'open' || campaign.state === 'paused';
  const isUnsettled = participant.facts.settledAs === null && participant.answer === null;
  return {
    kind: 'page',
    template: 'renewal-commune',
    title: `${row.commune} – Reconduction ${schoolYearLabel(year)}`,
    section: 'renewal',
    status,
    view: {
      ...row,
      ...{ year, label: schoolYearLabel(year), here: '/reconduction/commune' },
      notice: said ?? noticeOf(asked.query),
      sent: participant.facts.letters.map(({ letter, recipient, status: one, sentAt }) => ({
        name: letterNames[letter] ?? `Relance ${letter.replace('reminder-', '')}`,
        ...{ recipient, state: replyStatusNames[one] },
        at: sentAt === null ? '' : shortInstant(sentAt),
      })),
      evidence: evidenceView(participant.evidence),
      settledAt: participant.settledAt === null ? null : shortInstant(participant.settledAt),
      mayWriteAgain: isOpen && isUndelivered,
      maySettle: campaign.state === 'closed' && isUnsettled,
      hasList: participant.list.schools.length > 0,
    },
  };
}

function evidenceView(evidence: { reason: string } | { letters: readonly object[] } | null): string | null {
  if (evidence === null) return null;
  if ('reason' in evidence) return `Motif de l’agent : ${evidence.reason}`;
  return `Silence établi sur ${evidence.letters.length} lettre(s) remise(s), ci-dessus.`;
}
