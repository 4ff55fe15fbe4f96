/** A process that has done nothing yet proves the log of one repository, and says how long it took. */
import fs from 'node:fs';
import { proveLog } from '#server/check/prove-log.ts';

const [folder = '', root = ''] = process.argv.slice(2);
const start = performance.now();
const log = await proveLog(fs, folder, { id: root }, null);
const { notCounted } = log.ledger.state();
const took = performance.now() - start;
const counted = log.ledger.size - notCounted.size;
console.log(JSON.stringify({ took, counted, memory: process.resourceUsage().maxRSS }));
