import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aDovecot } from '../test/support/servers/dovecot.js';
import { aRedis } from '../test/support/servers/redis.js';
import { bare, ours } from './candidates.js';
import { resetBase } from './mail.js';
import { benchMails } from './mails.js';
import { benchFolder, benchPostgres, collectAnswers } from './stage.js';

/** From a file in Maildir/new to the end of DATA of its answer, one mail at a time, with IDLE; ms. */
export async function benchLatency({ n, queue }: { n: number; queue: 'redis' | 'postgres' }): Promise<void> {
  const folder = benchFolder();
  const postgres = await benchPostgres(join(folder.path, 'postgres'));
  const answers = await collectAnswers();
  const mails = benchMails(n + 5);
  try {
    for (const candidate of [bare, ours]) {
      await resetBase(postgres.url);
      answers.reset();
      const dovecot = await aDovecot();
      const redis = queue === 'redis' ? await aRedis() : null;
      const urls = {
        imapUrl: dovecot.imapUrl,
        smtpUrl: answers.smtpUrl,
        databaseUrl: postgres.url,
        redisUrl: redis?.redisUrl,
      };
      dovecot.deliver(mails[0]!.raw);
      const running = candidate.start(urls, 'idle');
      const delays: number[] = [];
      for (const [index, mail] of mails.entries()) {
        const deliveredAt = performance.now();
        if (index > 0) dovecot.deliver(mail.raw);
        while (answers.counts().size < index + 1) await pause(1);
        if (index >= 5) delays.push(performance.now() - deliveredAt);
        await pause(300 + Math.random() * 400);
      }
      await running.stop();
      await redis?.stop();
      await dovecot.stop();
      delays.sort((a, b) => a - b);
      const at = (share: number) => delays[Math.floor((delays.length - 1) * share)]!.toFixed(0);
      console.log(
        `${candidate.name.padEnd(5)} ${n} mails: min ${at(0)}  p50 ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms`,
      );
    }
  } finally {
    await answers.stop();
    await postgres.stop();
    folder.remove();
  }
}
