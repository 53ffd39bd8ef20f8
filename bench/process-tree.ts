import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms. */
const TICK_MS = 10;

type Row = { pid: number; parent: number; cpuMs: number; rssMb: number };

function processes(): Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
        const pages = Number(fields[21]);
        return [
          {
            pid: Number(name),
            parent: Number(fields[1]),
            cpuMs: ticks * TICK_MS,
            rssMb: (pages * 4096) / 1e6,
          },
        ];
      } catch {
        return [];
      }
    });
}

/** Processor time (its ended children included) and resident memory of these processes and all below them. */
export function usageOf(roots: readonly number[]): { cpuMs: number; rssMb: number } {
  const rows = processes();
  const tree = new Set(roots);
  for (let grew = true; grew; ) {
    const found = rows.filter((row) => tree.has(row.parent) && !tree.has(row.pid));
    for (const row of found) tree.add(row.pid);
    grew = found.length > 0;
  }
  const counted = rows.filter((row) => tree.has(row.pid));
  return {
    cpuMs: counted.reduce((sum, row) => sum + row.cpuMs, 0),
    rssMb: counted.reduce((sum, row) => sum + row.rssMb, 0),
  };
}

/** Samples the memory of a tree until stopped; answers its peak, in MB. */
export function watchMemory(roots: () => readonly number[]): { peakMb(): number; stop(): void } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, usageOf(roots()).rssMb);
  }, 200);
  return { peakMb: () => peak, stop: () => clearInterval(timer) };
}
