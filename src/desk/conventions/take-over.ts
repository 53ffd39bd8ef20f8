import { receptionDay } from '../../provisioning/deadlines.js';
import { communes } from '../../registry/data/communes.js';
import { communeByInsee } from '../../registry/find-commune.js';
import { schoolYearOf } from '../../registry/school-year.js';
import { lockSubjects } from '../../store/cases.js';
import { loadLists, moveCommunes } from '../../store/commune-merge.js';
import { insertConventionEvents } from '../../store/convention-events.js';
import { changeConvention, loadConventions, type StoredConvention } from '../../store/conventions.js';
import type { Queries } from '../../store/database.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { fingerprintOf } from '../letters.js';
import { maySupervise } from '../may-act.js';

/** INSEE codes: of the communes that are no more, and of the one that replaces them (it may be one of their old codes). */
export type TakeOverInput = { formers: readonly string[]; into: string };

export type TakeOverPreview = {
  kind: 'preview';
  /** Each keeps its own dates: the new commune holds several conventions, which it may denounce one by one. */
  conventions: readonly StoredConvention[];
  /** Schools that come with them. */
  schools: number;
  fingerprint: string;
};

/** Changes nothing. */
export async function previewTakeOver(desk: Desk, input: TakeOverInput): Promise<TakeOverPreview | NotDone> {
  return prepare(desk, desk.db, input);
}

async function prepare(
  desk: Desk,
  db: Queries,
  { formers, into }: TakeOverInput,
): Promise<TakeOverPreview | NotDone> {
  const isKnown = communeByInsee(into)?.insee === into;
  const areFormer = formers.every((insee) => communeByInsee(insee) !== undefined && insee !== into);
  if (!isKnown || formers.length === 0 || !areFormer) return refused('wrong-value');
  const conventions = await loadConventions(db, formers);
  const year = schoolYearOf(receptionDay(desk.clock.now()));
  const lists = await Promise.all(formers.map((insee) => loadLists(db, insee)));
  const uais = lists.flatMap((years) => [...years].flatMap(([, schools]) => schools.map(({ uai }) => uai)));
  if (conventions.length === 0 && uais.length === 0) return refused('nothing-chosen');
  const versions = conventions.map(({ id, version }) => [id, version]);
  const fingerprint = fingerprintOf(into, [...formers].sort(), versions, [...uais].sort(), year);
  return { kind: 'preview', conventions, schools: new Set(uais).size, fingerprint };
}

/**
 * Communes have merged: the new one is substituted for them in every contract (CGCT, article L. 2113-5), so it takes over
 * their conventions as they run, their lists and what is under way. Nobody's access changes.
 */
export async function takeOverConventions(
  desk: Desk,
  agent: Agent,
  { reason, fingerprint, ...input }: TakeOverInput & { reason: string; fingerprint: string },
): Promise<{ kind: 'done'; schools: number } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const { formers, into } = input;
  const at = desk.clock.now();
  const today = receptionDay(at);
  return desk.db.transaction().execute(async (tx) => {
    await lockSubjects(
      tx,
      [into, ...formers].map((insee) => `commune:${insee}`),
    );
    const prepared = await prepare(desk, tx, input);
    if (prepared.kind !== 'preview') return prepared;
    if (prepared.fingerprint !== fingerprint) return refused('plan-changed');
    for (const { id, communeInsee, signatory } of prepared.conventions) {
      await changeConvention(tx, id, {
        communeInsee: into,
        signatory: signatory ?? formerName(communeInsee, into),
      });
    }
    await insertConventionEvents(
      tx,
      prepared.conventions.map(({ id, communeInsee }) => ({
        ...{ conventionId: id, kind: 'taken-over' as const, onDay: today, at, agentId: agent.id },
        ...{ reason: reason.trim(), facts: { from: communeInsee, into } },
      })),
    );
    const schools = await moveCommunes(tx, { into, formers, from: schoolYearOf(today), at });
    const facts = {
      ...{ formers, into, reason: reason.trim(), schools },
      conventions: prepared.conventions.map(({ id }) => id),
    };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'take-over-conventions', requestId: null, facts });
    return { kind: 'done', schools };
  });
}

/** The name that a former commune had, when the official data still say it; else its code. */
function formerName(insee: string, into: string): string {
  const own = communes.find((commune) => commune.insee === insee);
  if (own !== undefined) return own.name;
  const successor = communeByInsee(into)!;
  const names =
    successor.formerNames.length === successor.formerInsee.length + 1 ? successor.formerNames.slice(1) : [];
  return names[successor.formerInsee.indexOf(insee)] ?? `commune ${insee}`;
}
