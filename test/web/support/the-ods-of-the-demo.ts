import { join } from 'node:path';
import { projectRoot } from '../../../src/config.js';
import { demoMails } from '../../../src/embedded/demo-mails.js';
import { readDocument } from '../../../src/form/read-document.js';
import { findDocuments } from '../../../src/intake/find-documents.js';
import { parseMessage } from '../../../src/intake/parse-message.js';
import { communes } from '../../../src/registry/data/communes.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

/** The very mail that `npm run demo` sends, its document read by the service's own reader: what `receive` is given. */
export async function theOdsOfTheDemo() {
  const mail = demoMails(join(projectRoot, 'demo', 'formulaires')).find(({ title }) =>
    title.includes('.ods'),
  )!;
  const [document] = findDocuments(parseMessage(mail.raw), []).documents;
  const reading = await readDocument(document!);
  const rank = communes.findIndex(({ insee }) => insee === reading.commune!.value.insee);
  return {
    hall: { ...aTownHall(rank), address: mail.from },
    raw: mail.raw,
    document: { name: document!.name, type: 'ods', path: document!.path },
    reading,
  };
}
