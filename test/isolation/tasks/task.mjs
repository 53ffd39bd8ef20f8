let runs = 0;

/** A task for the pool's tests: does what its input says. */
export async function run(input, note) {
  runs += 1;
  if (input.do === 'count') return { pid: process.pid, runs };
  if (input.do === 'echo') return input.value;
  if (input.do === 'note') {
    note('half');
    for (;;);
  }
  if (input.do === 'last') {
    const end = Date.now() + input.value;
    while (Date.now() < end);
  }
  if (input.do === 'throw') throw new TypeError('a stranger’s words');
  if (input.do === 'loop') for (;;);
  if (input.do === 'die') process.kill(process.pid, 'SIGKILL');
  if (input.do === 'environment') return Object.keys(process.env);
  if (input.do === 'heap') {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill({}));
  }
  if (input.do === 'buffers') {
    const kept = [];
    for (;;) kept.push(Buffer.alloc(20_000_000, 1));
  }
  return process.pid;
}
