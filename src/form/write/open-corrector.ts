import { openPool } from '../../isolation/pool.js';
import {
  type CorrectedWorkbook,
  type CorrectionAsk,
  correctWorkbook,
  type Manner,
} from './correct-workbook.js';

export type CorrectorLimits = { size: number; memoryMb: number; timeoutMs: number };

/** Gives a stranger's document back corrected, in children that the document may kill, alone. */
export type Corrector = {
  correct(ask: CorrectionAsk): Promise<CorrectedWorkbook>;
  close(): Promise<void>;
};

const usualLimits: CorrectorLimits = { size: 1, memoryMb: 512, timeoutMs: 20_000 };

/** Always gives a workbook: a file that kills its child is rebuilt in another; if that dies too, a model is filled here. */
export function openCorrector(limits: Partial<CorrectorLimits> = {}): Corrector {
  const task = new URL('./write-task.js', import.meta.url);
  const pool = openPool<CorrectionAsk, CorrectedWorkbook>({ task, ...usualLimits, ...limits });
  return {
    async correct(ask) {
      for (const from of ['edited', 'rebuilt'] satisfies Manner[]) {
        const outcome = await pool.run({ ...ask, from });
        if (outcome.kind === 'done') return outcome.output;
      }
      return correctWorkbook({ ...ask, from: 'model' });
    },
    close: () => pool.close(),
  };
}
