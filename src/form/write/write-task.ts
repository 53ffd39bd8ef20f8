import { type CorrectedWorkbook, type CorrectionAsk, correctWorkbook } from './correct-workbook.js';

/** What a child process runs: one document and its reading in, the workbook that goes back out. */
export function run(ask: CorrectionAsk): Promise<CorrectedWorkbook> {
  return correctWorkbook(ask);
}
