import { parseMessage } from '../../src/intake/parse-message.js';
import { readBounce } from '../../src/intake/read-bounce.js';
import { aMail, forwarded, multipart, text } from './builders/a-mail.js';

const ours = '<LC-2026-00042.corrections.0193@laclasse.com>';
const ourReply = aMail({ from: 'support@laclasse.com', messageId: ours });
const status = (lines: string) => ({
  headers: ['Content-Type: message/delivery-status'],
  body: Buffer.from(lines),
});
const report = (lines: string, ...rest: Parameters<typeof multipart>[1][]) =>
  parseMessage(
    aMail({ content: multipart('report; report-type=delivery-status', text('x'), status(lines), ...rest) }),
  );

test('a report names the recipient, the code and our message', () => {
  const lines =
    'Reporting-MTA: dns; mx.fr\r\n\r\nOriginal-Recipient: rfc822;Claire@Ville-Bron.fr\r\nFinal-Recipient: rfc822; claire@ville-bron.fr\r\nAction: failed\r\nStatus: 5.1.1\r\n';
  expect(readBounce(report(lines, forwarded(ourReply)))).toEqual({
    action: 'failed',
    recipients: ['claire@ville-bron.fr'],
    status: '5.1.1',
    messageIds: [ours],
  });
});

test('a report with the headers alone still names our message', () => {
  const headers = {
    headers: ['Content-Type: text/rfc822-headers'],
    body: Buffer.from(`Subject: x\r\nMessage-ID: ${ours}\r\n`),
  };
  expect(readBounce(report('Action: failed\r\nStatus: 5.0.0\r\n', headers)).messageIds).toEqual([ours]);
});

test.each([
  ['Action: delayed\r\nStatus: 4.4.1\r\n', 'delayed'],
  ['Action: delivered\r\nStatus: 2.0.0\r\n', 'delivered'],
  ['Action: relayed\r\n', 'delivered'],
  ['Action: delayed\r\n\r\nAction: failed\r\n', 'failed'],
  ['', 'failed'],
])('%j is %s', (lines, action) => {
  expect(readBounce(report(lines)).action).toBe(action);
});

test('a bounce that is no report is read by its headers, its text and what it quotes', () => {
  const body = `Your message could not be delivered:\r\n\r\n  claire@ville-bron.fr\r\n    550 5.1.1 no such user\r\n\r\n------ copy ------\r\nMessage-ID: ${ours}\r\n`;
  const bounce = readBounce(
    parseMessage(aMail({ also: ['X-Failed-Recipients: claire@ville-bron.fr'], content: text(body) })),
  );
  expect(bounce).toEqual({
    action: 'failed',
    recipients: ['claire@ville-bron.fr'],
    status: '5.1.1',
    messageIds: [ours],
  });
});

test('a delay is told by its subject when nothing else says it', () => {
  expect(readBounce(parseMessage(aMail({ subject: 'Retardé : votre message' }))).action).toBe('delayed');
});
