/** Reads a directory on standard input, and prints how long it takes to find each school named as an argument (ms). */
import { indexSchools } from '../../../dist/src/registry/index-schools.js';
import { readDirectoryCsv } from '../../../dist/src/registry/read-directory-csv.js';

const COMMUNE = '69123';
const TIMES = 200;

const schools = [];
for await (const school of readDirectoryCsv(process.stdin).rows) schools.push(school);
const index = indexSchools(schools);
index.match({ name: 'the first match prepares the commune', uai: null }, COMMUNE);

function time(name) {
  const startedAt = performance.now();
  for (let done = 0; done < TIMES; done++) index.match({ name, uai: null }, COMMUNE);
  return ((performance.now() - startedAt) / TIMES).toFixed(3);
}

const names = process.argv.slice(2);
const kinds = names.map((name) => index.match({ name, uai: null }, COMMUNE).kind);
console.log(JSON.stringify({ schools: schools.length, timings: names.map(time), kinds }));
