import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms. */
const TICK_MS = 10;

type Row = { pid: number; cpuMs: number };

function rowOf(pid: number): Row | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { pid, cpuMs: ticks * TICK_MS };
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** These processes and all below them. Only they are looked at: whoever measures must not take the processor. */
function treeOf(roots: readonly number[]): Row[] {
  return roots.flatMap((pid) => {
    const row = rowOf(pid);
    return row === null ? [] : [row, ...treeOf(childrenOf(pid))];
  });
}

/** Processor time of a tree, its ended children included, ms. */
export function cpuOf(roots: readonly number[]): number {
  return treeOf(roots).reduce((sum, row) => sum + row.cpuMs, 0);
}

/** Processor time that the whole computer has spent at work since it was started, all its cores and everybody's processes, ms. */
export function busyOfComputer(): number {
  const [user, nice, system, , , interrupts, softInterrupts] = readFileSync('/proc/stat', 'latin1')
    .split('\n', 1)[0]!
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user! + nice! + system! + interrupts! + softInterrupts!) * TICK_MS;
}

/** Processor time of each process of a tree, ms, by what it is: `watcher 900, workers 2500, child 3000, child 2900`. */
export function cpuByProcess(roots: readonly number[]): string {
  return treeOf(roots)
    .map(({ pid, cpuMs }) => `${roleOf(pid)} ${cpuMs}`)
    .join(', ');
}

function roleOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const role = words.indexOf('--role');
    return role === -1 ? 'child' : words[role + 1]!;
  } catch {
    return 'ended';
  }
}

export type Memory = {
  /** Sum of what each process maps: a page shared by four processes is counted four times. MB. */
  rssMb: number;
  /** The same, each shared page counted once: what the tree really takes. MB. */
  pssMb: number;
};

function memoryOf(roots: readonly number[]): Memory {
  const memory = { rssMb: 0, pssMb: 0 };
  for (const { pid } of treeOf(roots)) {
    const { rssMb, pssMb } = memoryOfOne(pid);
    memory.rssMb += rssMb;
    memory.pssMb += pssMb;
  }
  return memory;
}

/** Zeros for one that has just ended. */
function memoryOfOne(pid: number): Memory {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    const [rssMb, pssMb] = [/^Rss:\s+(\d+)/m, /^Pss:\s+(\d+)/m].map(
      (line) => (Number(line.exec(rollup)?.[1] ?? 0) * 1_024) / 1e6,
    );
    return { rssMb: rssMb!, pssMb: pssMb! };
  } catch {
    return { rssMb: 0, pssMb: 0 };
  }
}

/** Memory of each process of a tree now, MB (shared pages divided), by what it is. */
export function memoryByProcess(roots: readonly number[]): string {
  return treeOf(roots)
    .map(({ pid }) => `${roleOf(pid)} ${memoryOfOne(pid).pssMb.toFixed(0)}`)
    .join(', ');
}

/** What the children of a process take now, MB (each page they share counted once). */
export function memoryNow(pid: number): { children: number } {
  return { children: memoryOf(childrenOf(pid)).pssMb };
}

/** Samples the memory of a tree until stopped; answers its peaks. */
export function watchMemory(roots: () => readonly number[]): { peak(): Memory; stop(): void } {
  const peak = { rssMb: 0, pssMb: 0 };
  const timer = setInterval(() => {
    const { rssMb, pssMb } = memoryOf(roots());
    peak.rssMb = Math.max(peak.rssMb, rssMb);
    peak.pssMb = Math.max(peak.pssMb, pssMb);
  }, 500);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}
