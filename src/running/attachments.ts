import type { ExaminePool } from '../../workers/examine/examine.js';
import { extractDocument } from '../../workers/examine/extract-document.js';
import type { ExamineSettings } from '../../workers/examine/task.js';
import type { MadeAttachment } from '../../workers/send-replies.js';
import type { Config } from '../config.js';
import { knownInForm } from '../form/write/known-in-form.js';
import type { Corrector } from '../form/write/open-corrector.js';
import { errorFacts, type Log } from '../kernel/log.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { communeByInsee } from '../registry/find-commune.js';
import { schoolYearAskedOn } from '../registry/school-year.js';
import { loadCommunes } from '../store/cases.js';
import type { Database } from '../store/database.js';
import { loadReading } from '../store/readings.js';
import type { OwedAttachment } from '../store/tables.js';

export type AttachmentMaker = {
  make(attachment: OwedAttachment): Promise<MadeAttachment | null>;
  close(): Promise<void>;
};

/** Makes what replies carry, when they leave, from what is kept. What cannot be made is left out, and logged. */
export function openAttachmentMaker(parts: {
  config: Config;
  db: Database;
  pool: ExaminePool;
  settings: ExamineSettings;
  log: Log;
}): AttachmentMaker {
  const { config, db, pool, settings, log } = parts;
  let corrector: Promise<Corrector> | undefined;
  /** Loaded when the first workbook is to be corrected: what writes workbooks is heavy, and often not needed. */
  const openOnce = () => {
    corrector ??= import('../form/write/open-corrector.js').then(({ openCorrector }) =>
      openCorrector({ memoryMb: config.readers.memoryMb, timeoutMs: config.readers.timeoutMs }),
    );
    return corrector;
  };
  const year = () => schoolYearAskedOn(receptionDay(new Date()));
  return {
    async make(attachment) {
      try {
        if (attachment.kind === 'model-form')
          return await modelForm(db, attachment, attachment.schoolYear ?? year());
        const kept = await loadReading(db, attachment.readingId);
        if (kept === undefined) return null;
        const bytes = await extractDocument(pool, kept.raw, kept.path, settings);
        if (bytes === null) return null;
        const made = await (await openOnce()).correct({
          bytes,
          name: kept.name,
          reading: { ...kept.reading, problems: attachment.problems ?? kept.reading.problems },
          year: year(),
        });
        const isTheirs = made.manner !== 'model';
        return { name: made.fileName, type: made.type, bytes: made.bytes, isTheirs };
      } catch (error) {
        log.warn('attachment not made', { attachment: attachment.kind, ...errorFacts(error) });
        return null;
      }
    },
    close: async () => (await corrector)?.close(),
  };
}

/** Named as the letter names it. Filled with the list we hold when the sender is confirmed for the commune. */
async function modelForm(
  db: Database,
  { name, communeInsee, isPrefilled = false }: Extract<OwedAttachment, { kind: 'model-form' }>,
  year: number,
): Promise<MadeAttachment> {
  const { writeTemplate } = await import('../form/write/write-template.js');
  const commune = communeInsee === null ? undefined : communeByInsee(communeInsee);
  const known = commune && { commune: { name: commune.name, insee: commune.insee } };
  const held = commune !== undefined && isPrefilled ? await heldOf(db, commune.insee, year) : {};
  const made = writeTemplate({ format: 'xlsx', year, ...known, ...held });
  return { name, type: made.type, bytes: made.bytes, isPrefilled: isPrefilled && commune !== undefined };
}

async function heldOf(db: Database, insee: string, schoolYear: number) {
  const day = receptionDay(new Date()).toString();
  const commune = (await loadCommunes(db, [insee], { day, schoolYear })).get(insee);
  return knownInForm(commune!.list);
}
