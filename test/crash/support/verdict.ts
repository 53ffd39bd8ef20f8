import { createHash } from 'node:crypto';
import type { StoredMail } from '../../../src/embedded/stored-mail.js';
import type { Database } from '../../../src/store/database.js';
import { announcementsOf, answersOf } from '../../support/journey/announced.js';
import { isSettled, type Standing, standings } from '../../support/journey/standing.js';
import type { Posted } from './post-bag.js';

/** What went wrong, mail by mail; `pending` is what is not over yet. Copies bear the same Message-ID: they are allowed. */
export type Verdict = {
  pending: string[];
  lost: string[];
  twice: string[];
  wrong: string[];
  copies: number;
};

type Judged = Posted & { standing: Standing | undefined; answers: readonly string[] };

export async function judge(
  db: Database,
  posted: readonly Posted[],
  sent: readonly StoredMail[],
): Promise<Verdict> {
  const bySha = new Map((await standings(db)).map((one) => [one.sha256.toString('hex'), one]));
  const judged: Judged[] = posted.map((one) => ({
    ...one,
    standing: bySha.get(createHash('sha256').update(one.letter.raw).digest('hex')),
    answers: sent.filter((mail) => inReplyTo(mail) === one.letter.messageId).map((mail) => mail.messageId),
  }));
  const name = ({ what, letter }: Posted) => `${what} ${letter.messageId}`;
  const expectsAnswer = ({ outcome }: Posted) => outcome !== 'ignore';
  const distinct = (ids: readonly string[]) => new Set(ids).size;
  const answers = judged.flatMap((one) => one.answers);

  return {
    pending: judged
      .filter(
        ({ standing }) => !isSettled(standing) || announcementsOf(standing!).length < toAnnounce(standing!),
      )
      .map(name),
    lost: judged
      .filter((one) => one.standing === undefined || (expectsAnswer(one) && one.answers.length === 0))
      .map(name),
    twice: [
      ...judged.filter((one) => distinct(one.answers) > (expectsAnswer(one) ? 1 : 0)).map(name),
      ...judged.filter(({ standing }) => standing !== undefined && answersOf(standing).length > 1).map(name),
      ...judged
        .filter(({ standing }) => standing !== undefined && announcedTwice(standing))
        .map((one) => `${name(one)}, announced`),
      ...judged.filter(({ standing }) => standing !== undefined && repeated(standing)).map(name),
    ],
    wrong: [
      ...judged
        .filter((one) => !isAsExpected(one, judged))
        .map((one) => `${name(one)}: ${JSON.stringify(one.standing)}`),
      ...sent.filter((mail) => !answers.includes(mail.messageId)).map(() => 'a mail that answers nobody'),
      ...[...bySha.keys()].slice(posted.length).map(() => 'a message that nobody posted'),
    ],
    copies: answers.length - distinct(answers),
  };
}

function inReplyTo({ raw }: StoredMail): string | undefined {
  const [header] = raw.toString('latin1').split('\r\n\r\n', 1);
  return header!.match(/^in-reply-to:\s*(<[^>]+>)/im)?.[1];
}

function repeated({ decisions, orders }: Standing): boolean {
  return decisions > 1 || new Set(orders.map(({ uai, kind }) => `${uai} ${kind}`)).size < orders.length;
}

/** One letter to the commune, and one to the administrator of each school, once the access is open. */
function toAnnounce({ outcome, orders }: Standing): number {
  return outcome === 'accept' ? orders.length + 1 : 0;
}

function announcedTwice(standing: Standing): boolean {
  const told = announcementsOf(standing).map(({ kind, recipient }) => `${kind} ${recipient}`);
  return new Set(told).size < told.length || told.length > toAnnounce(standing);
}

function isAsExpected({ standing, outcome, orders, pair }: Judged, all: readonly Judged[]): boolean {
  if (standing === undefined || standing.orders.length !== orders) return false;
  if (pair === undefined) return standing.outcome === outcome;
  const outcomes = all.filter((one) => one.pair === pair).map((one) => one.standing?.outcome);
  return outcomes.toSorted().join() === 'accept,already-received';
}
