import { ScannerUnavailable } from '../../intake/clamd.js';
import { scanTypeOf } from '../../registry/scan-type.js';
import { insertScan } from '../../store/convention-documents.js';
import { findConvention } from '../../store/conventions.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { type Desk, type NotDone, type RefusalCode, refused } from '../desk.js';
import { mayAct } from '../may-act.js';

/**
 * Keeps the scan of a letter, to be shown before it is recorded: a PDF, a PNG or a JPEG by its bytes, not too large, and
 * clean when there is a scanner. Not confirmed, it is deleted after a day.
 */
export async function keepScan(
  desk: Desk,
  agent: Agent,
  { conventionId, name, bytes }: { conventionId: string; name: string; bytes: Uint8Array },
): Promise<{ kind: 'kept'; scanId: string } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if ((await findConvention(desk.db, conventionId)) === null) return refused('not-found');
  if (bytes.length === 0) return refused('scan-missing');
  if (bytes.length > desk.scans.maxBytes) return refused('scan-too-large');
  const type = scanTypeOf(bytes);
  if (type === null) return refused('scan-type');
  const fault = await virusIn(desk, bytes);
  if (fault !== null) return refused(fault);

  const at = desk.clock.now();
  const isScanned = desk.scans.scanner !== null;
  return desk.db.transaction().execute(async (tx) => {
    const scanId = await insertScan(tx, {
      ...{ conventionId, name: name.slice(0, 200), type, bytes, isScanned, agentId: agent.id, at },
    });
    const facts = { conventionId, scanId, type, sizeBytes: bytes.length, isScanned };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'keep-scan', requestId: null, facts });
    return { kind: 'kept', scanId };
  });
}

async function virusIn({ scans: { scanner } }: Desk, bytes: Uint8Array): Promise<RefusalCode | null> {
  if (scanner === null) return null;
  try {
    const verdict = await scanner.scan(bytes);
    if (verdict.kind === 'clean') return null;
    return verdict.kind === 'infected' ? 'scan-infected' : 'scan-too-large';
  } catch (error) {
    if (error instanceof ScannerUnavailable) return 'scanner-away';
    throw error;
  }
}
