/**
 * `npm run build`: compiles into dist/, then packs the libraries. Exits with the compiler's own code. Where they cannot be
 * packed the service works all the same, from node_modules, and starts more slowly.
 */
import { buildAll } from './build-all.mjs';

process.exitCode = await buildAll('inherit');
