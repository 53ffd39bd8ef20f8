/** `npm run bench -- [backlog|latency|forms] [--n 1000] [--runs 3] [--queue redis|postgres]`. See bench/RESULTS.md. */
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { n: { type: 'string' }, runs: { type: 'string' }, queue: { type: 'string' } },
});
const what = positionals[0] ?? 'backlog';
const queue = values.queue === 'postgres' ? 'postgres' : 'redis';

if (what === 'backlog') {
  const { benchBacklog } = await import('./mail.js');
  await benchBacklog({ n: Number(values.n ?? 1_000), runs: Number(values.runs ?? 3), queue });
} else if (what === 'latency') {
  const { benchLatency } = await import('./latency.js');
  await benchLatency({ n: Number(values.n ?? 50), queue });
} else if (what === 'forms') {
  const { benchForms } = await import('./forms.js');
  await benchForms({ runs: Number(values.runs ?? 8) });
} else {
  console.error('There is no such bench: backlog, latency, forms.');
  process.exitCode = 2;
}
