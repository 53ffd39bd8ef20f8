/**
 * The rival: the shortest honest script that reads a mailbox and answers, with the same kinds of library, nothing kept,
 * nothing judged. Fetches in batches of 50, five SMTP connections. With --idle it then waits for mail, by an explicit idle().
 */
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import * as XLSX from 'xlsx';

const [imapUrl, smtpUrl, mode] = process.argv.slice(2);
const url = new URL(imapUrl!);
const client = new ImapFlow({
  host: url.hostname,
  port: Number(url.port),
  secure: false,
  auth: { user: url.username, pass: url.password },
  logger: false,
});
client.on('error', () => {});
const mailer = createTransport(`${smtpUrl}?pool=true&maxConnections=5&maxMessages=Infinity&ignoreTLS=true`);

async function answer(source: Buffer): Promise<void> {
  const mail = await simpleParser(source, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const workbook = XLSX.read(mail.attachments[0]!.content);
  const rows = XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1 });
  await mailer.sendMail({
    from: 'support@laclasse.com',
    to: mail.from!.value[0]!.address!,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId!,
    text: `Bonjour,\n\nNous avons reçu votre liste : ${rows.length} lignes.\n\nLe support laclasse.com\n`,
  });
}

await client.connect();
await client.mailboxOpen('INBOX');
const answered = new Set<number>();
async function answerAll(): Promise<void> {
  const found = (await client.search({ seen: false }, { uid: true })) || [];
  const uids = found.filter((uid) => !answered.has(uid));
  for (let start = 0; start < uids.length; start += 50) {
    const batch = uids.slice(start, start + 50);
    const messages = await client.fetchAll(batch.join(','), { source: true, uid: true }, { uid: true });
    await Promise.all(messages.map((message) => answer(message.source!)));
    await client.messageFlagsAdd(batch.join(','), ['\\Seen'], { uid: true });
    for (const uid of batch) answered.add(uid);
  }
}
await answerAll();
if (mode === '--idle') {
  client.on('exists', () => void answerAll().then(() => client.idle()));
  await client.idle();
} else {
  mailer.close();
  await client.logout();
}
