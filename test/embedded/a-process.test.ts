import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { identityOf, isAlive, mayBePostgresIn, stillRuns } from '../../src/embedded/a-process.js';

test('we run, and a number nobody has does not', () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(999_999_999)).toBe(false);
});

test('a process is told from a later one with the same number', () => {
  expect(stillRuns(identityOf(process.pid))).toBe(true);
  expect(stillRuns(`${process.pid} 1`)).toBe(false);
  expect(stillRuns('')).toBe(false);
});

test('we are not the PostgreSQL of any folder', () => {
  expect(mayBePostgresIn(process.pid, '/nowhere')).toBe(false);
});

test('a process that has ended and that nobody collects does not run', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number.parseInt(String(line), 10);
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isAlive(pid)).toBe(false);
  expect(existsSync('/proc/self/stat') ? existsSync(`/proc/${pid}`) : true).toBe(true);
  parent.kill();
});
