import type { Grid } from '../../../src/form/open/grid.js';
import type { Paper } from './paper.js';

/** The paper as an opener would give it. */
export function toGrid(paper: Paper): Grid {
  return {
    sheets: paper.sheets.map(({ name, hidden, cells, merges, hiddenRows }) => ({
      name,
      hidden,
      cells: cells
        .map(({ row, column, text, link }) => {
          const merge = merges.find((one) => one.row === row && one.column === column);
          return {
            row,
            column,
            rowSpan: merge?.rows ?? 1,
            columnSpan: merge?.columns ?? 1,
            text: String(text),
            number: typeof text === 'number' ? text : null,
            link: link ?? null,
            hidden: hiddenRows.includes(row),
          };
        })
        .sort((a, b) => a.row - b.row || a.column - b.column),
    })),
  };
}
