import { join } from 'node:path';
import { type Config, projectRoot } from '../config.js';
import { signReference } from '../intake/read-reference.js';
import type { QueueOffice } from '../jobs/queues.js';
import type { Clock } from '../kernel/clock.js';
import type { Log } from '../kernel/log.js';
import { openNewsRefusals } from '../reply/news-refusal.js';
import { loadTemplates } from '../reply/write-reply.js';
import type { Database } from '../store/database.js';
import { lastCompletedPass } from '../store/figures.js';
import { referenceSecret } from '../store/secrets.js';
import type { Desk } from '../web/desk.js';
import { openScanner } from './examining.js';
import { openShowing } from './showing.js';

export type DeskParts = { config: Config; db: Database; queues: QueueOffice; clock: Clock; log: Log };

/** What the agents' pages are made with, from the settings. */
export async function openDesk(parts: DeskParts): Promise<{
  desk: Desk;
  close(): Promise<void>;
}> {
  const { config, db, queues, clock, log } = parts;
  const showing = openShowing({ config, db, log });
  const { publicUrl, trustedProxies, sessions, requestsPerMinute, oidc } = config.desk;
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  const secret = config.intake.referenceSecret ?? (await referenceSecret(db));
  const verbs = {
    ...{
      db,
      clock,
      service: config.service,
      closures: config.closures,
      undoMs: config.desk.undoMs,
      takenForMs: config.desk.takenForMs,
      renewal: {
        ...config.renewal,
        ownAddresses: [config.service.email.toLowerCase(), ...config.intake.ownAddresses],
      },
      scans: { maxBytes: config.conventions.maxScanBytes, scanner: openScanner(config) },
      fees: config.fees,
      committee: config.committee,
      newsRefusals: openNewsRefusals(secret, publicUrl),
    },
    printReference: (reference: string) => signReference(reference, secret),
  };
  const settings = {
    publicUrl,
    trustedProxies,
    sessions,
    requestsPerMinute,
    oidc,
    service: config.service,
    shown: shownSettings(config),
  };
  const health = {
    lastPassAt: () => lastCompletedPass(db, config.mailbox.name),
    passWithinMs: config.web.readyPassWithinMs,
    queues,
  };
  return {
    desk: { verbs, db, clock, log, settings, sources: showing.sources, health },
    close: () => showing.close(),
  };
}

/** The settings as a supervisor reads them: no address of a server, no secret. */
function shownSettings({ replies, intake, mailbox, desk, service, closures }: Config) {
  return [
    {
      name: 'Réponses',
      value: replies.mode === 'hold' ? 'retenues : chacune attend un agent' : 'envoyées sans attendre',
    },
    {
      name: 'Serveur qui authentifie',
      value: intake.authservId ?? 'aucun : aucune preuve d’origine n’est crue',
    },
    { name: 'Nos adresses, alias compris', value: intake.ownAddresses.join(', ') },
    {
      name: 'Boîte',
      value: `${mailbox.name}${mailbox.fileAway ? ', messages classés par dossier' : ', messages laissés en place'}`,
    },
    { name: 'Jours de fermeture', value: [...closures].join(', ') || 'aucun' },
    { name: 'Délai d’annulation', value: `${Math.round(desk.undoMs / 1_000)} s` },
    { name: 'Nom du service', value: service.name },
    { name: 'Adresse postale', value: service.postalAddress },
    { name: 'Téléphone et horaires', value: `${service.phone}, ${service.hours}` },
    { name: 'Données personnelles', value: service.dpo },
  ];
}
