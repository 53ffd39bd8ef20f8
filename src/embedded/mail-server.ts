import { parseArgs } from 'node:util';
import { startDemoMailbox } from './mailbox.js';
import { startSmtpSink } from './smtp-sink.js';

/**
 * The mail server of the compose file's demo: what is sent to `--address` lands in its mailbox, what goes
 * elsewhere is kept as a file in `--replies`. It forgets its mailbox when it stops.
 */
const { values } = parseArgs({
  options: {
    'imap-port': { type: 'string', default: '3143' },
    'smtp-port': { type: 'string', default: '3025' },
    host: { type: 'string', default: '0.0.0.0' },
    address: { type: 'string', default: 'support@laclasse.com' },
    replies: { type: 'string', default: 'replies' },
  },
});

const { host } = values;
const mailbox = await startDemoMailbox({ host, port: Number(values['imap-port']) });
const sink = await startSmtpSink({
  host,
  port: Number(values['smtp-port']),
  folder: values.replies,
  onDelivery: async ({ to, raw }) => {
    if (to.some((address) => address.toLowerCase() === values.address)) await mailbox.append(raw);
  },
  isKept: ({ to }) => to.some((address) => address.toLowerCase() !== values.address),
  onMail: () => console.log('reply kept'),
});
console.log('mail server ready');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void Promise.all([mailbox.stop(), sink.stop()]).then(() => process.exit(0)));
}
