import { Temporal } from 'temporal-polyfill';
import type { Queues } from '../../src/jobs/queues.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import type { Clock } from '../../src/kernel/clock.js';
import type { Log } from '../../src/kernel/log.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { riskSentences } from '../../src/provisioning/forecast.js';
import type { RenewalThreat } from '../../src/provisioning/renewal-risk.js';
import { digestOf, type TeamDigest, type Warned } from '../../src/provisioning/team-digest.js';
import { isWorkingDay } from '../../src/provisioning/working-days.js';
import { SERVICE_ZONE } from '../../src/provisioning/working-hours.js';
import { communeByInsee } from '../../src/registry/find-commune.js';
import { schoolYearLabel } from '../../src/registry/school-year.js';
import { type DigestGroup, type DigestRenewal, writeTeamDigest } from '../../src/reply/team-digest.js';
import type { Database } from '../../src/store/database.js';
import { listOpenPromises, type StandingPromise } from '../../src/store/open-promises.js';
import { listRenewalThreats } from '../../src/store/renewal/threats.js';
import { digestRecipientsOf, lockTeamDigest, oweTeamDigest } from '../../src/store/team-digest.js';

export type DigestSteps = {
  db: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Log;
  closures: ReadonlySet<string>;
  /** `to`: every day there is something to tell; `supervisors`: when a promise is late. `from`: `HH:MM`, Paris. */
  digest: { to: readonly string[]; supervisors: readonly string[]; from: string };
  /** Address of the desk, for its links. */
  webUrl: URL;
  /** The service's addresses: a commune whose contact is one of them cannot be reached. */
  ownAddresses: readonly string[];
  /** Domain of our Message-IDs. */
  domain: string;
};

/** Nobody is written to in the evening: what was not told by then is told the next working day. */
const UNTIL = '18:00';

/**
 * One digest a working day, in working hours, to each who is to have it. Running it twice is harmless: a digest is one row
 * per day and recipient, saved with the mail it owes. Answers how many it owed.
 */
export async function sendTeamDigest(steps: DigestSteps): Promise<number> {
  const now = steps.clock.now();
  const today = receptionDay(now);
  if (!isTime(now, steps) || steps.digest.to.length + steps.digest.supervisors.length === 0) return 0;

  const owed = await steps.db.transaction().execute(async (tx) => {
    await lockTeamDigest(tx);
    const told = await digestRecipientsOf(tx, today.toString());
    const all = [...new Set([...steps.digest.to, ...steps.digest.supervisors])];
    if (all.every((recipient) => told.has(recipient))) return [];

    const renewals = await listRenewalThreats(tx, steps.ownAddresses, today);
    const digest = digestOf(await listOpenPromises(tx), renewals, today);
    if (digest === null) return [];
    const letter = letterOf(digest, today.toString(), steps.webUrl);
    const recipients = digest.isLate ? all : [...new Set(steps.digest.to)];
    const day = today.toString();
    const ids: string[] = [];
    for (const recipient of recipients.filter((one) => !told.has(one))) {
      ids.push(await oweTeamDigest(tx, { day, recipient, letter, domain: steps.domain, now }));
    }
    return ids;
  });
  if (owed.length > 0) {
    steps.log.info('team digest owed', { recipients: owed.length });
    await steps.queues.enqueue(sendReplies, owed);
  }
  return owed.length;
}

function isTime(now: Date, { closures, digest }: DigestSteps): boolean {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(SERVICE_ZONE);
  const time = here.toPlainTime();
  const isFrom = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(digest.from)) >= 0;
  const isUntil = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(UNTIL)) < 0;
  return isFrom && isUntil && isWorkingDay(here.toPlainDate(), closures);
}

const headings: Record<TeamDigest<StandingPromise>['groups'][number]['code'], string> = {
  late: 'En retard',
  'past-target': 'Jour visé dépassé',
  today: 'Aujourd’hui',
  'two-days': 'Dans les deux jours',
  'five-days': 'Dans les cinq jours',
  'at-risk': 'Plus tard, mais menacé',
};

function letterOf({ groups, renewals }: TeamDigest<StandingPromise>, day: string, webUrl: URL) {
  const shown = groups.map(
    ({ code, items }): DigestGroup => ({
      heading: headings[code],
      lines: items.map((item) => lineOf(item, webUrl)),
    }),
  );
  const threatened = renewals.map((threat) => renewalOf(threat, webUrl));
  const lateCount = groups.find(({ code }) => code === 'late')?.items.length ?? 0;
  return writeTeamDigest(
    day,
    { groups: shown, renewals: threatened },
    { deskUrl: new URL('/echeances', webUrl).href, lateCount },
  );
}

function renewalOf({ year, level, applyBy, waiting }: RenewalThreat, webUrl: URL): DigestRenewal {
  const href = new URL(`/reconduction?annee=${year}`, webUrl).href;
  return { label: schoolYearLabel(year), level, applyBy: applyBy.toString(), waiting, href };
}

function lineOf({ promise, risk }: Warned<StandingPromise>, webUrl: URL) {
  const { reference, communeInsee, accesses, dueOn, targetOn } = promise;
  return {
    reference,
    commune: (communeInsee === null ? undefined : communeByInsee(communeInsee)?.name) ?? 'Commune inconnue',
    what: accesses === 0 ? 'décision à prendre' : `${accesses} accès à ouvrir`,
    dueOn: dueOn.toString(),
    targetOn: targetOn.toString(),
    risk: risk === null ? null : riskSentences[risk],
    href: new URL(`/demandes/${reference}`, webUrl).href,
  };
}
