/**
 * Opening a document with 260,000 edits of history beside `Y.applyUpdate` on its snapshot:
 *
 *   node test/bench/open-document.ts [--smoke] [--rounds N]
 *
 * One person types, jumps about and corrects, a single character an edit. It is opened from the
 * store as the relay opens it: just compacted, and with as long a tail of single edits as the relay
 * ever leaves. The three take turns, so that a noisy machine is noisy for all.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { SYNC_LIMITS } from '#server/sync/limits.ts';
import { loadReplica } from '#server/sync/replica.ts';
import { hashOf } from '#shared/hash.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const TARGET = 1.2;
const { values: options } = parseArgs({
	options: {
		smoke: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '15' },
	},
});
const edits = options.smoke ? 5_000 : 260_000;
const rounds = options.smoke ? 3 : Number(options.rounds);
const COMPACT = 'design:cp_0000000001';
const TAILED = 'design:cp_0000000002';

const { snapshot, base, tail } = written(edits, SYNC_LIMITS.tailRows);
using folder = createTemporaryFolder();
const opened = openSqliteStore(folder.file('lintel.db'));
if (!opened.ok) throw new Error(opened.error.reason);
const store = opened.value;
for (const [name, seed] of [
	[COMPACT, snapshot],
	[TAILED, base],
] as const)
	store.docs.create(name, hashOf(name), seed);
store.docs.append(tail.map((update) => ({ name: TAILED, update })));

const ways: readonly { readonly name: string; readonly run: () => void }[] = [
	{ name: 'Y.applyUpdate on the snapshot', run: () => Y.applyUpdate(new Y.Doc(), snapshot) },
	{ name: 'opened, compacted', run: () => open(COMPACT) },
	{ name: `opened, with ${tail.length} edits after it`, run: () => open(TAILED) },
];
const times = ways.map((): number[] => []);
for (let round = 0; round <= rounds; round++) {
	for (const [at, { run }] of ways.entries()) {
		const start = performance.now();
		run();
		// The first round warms up.
		if (round > 0) times[at]?.push(performance.now() - start);
	}
}

console.log(
	`${edits} edits, snapshot ${(snapshot.length / 1_024).toFixed(0)} KiB, ${rounds} rounds; ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
);
const plain = medianOf(times[0] ?? []);
for (const [at, { name }] of ways.entries()) {
	const median = medianOf(times[at] ?? []);
	const ratio = `${(median / plain).toFixed(2)} ×`;
	console.log(`${name.padEnd(40)} ${median.toFixed(1).padStart(7)} ms   ${ratio}`);
}
console.log(`Target: within ${TARGET} × of the first line.`);

function open(name: string): void {
	loadReplica(name, store, SYNC_LIMITS, () => {
		throw new Error('It is in the store.');
	}).destroy();
}

/** What was typed, whole, and as a snapshot with the last edits apart. */
function written(count: number, last: number) {
	const yDoc = new Y.Doc();
	yDoc.clientID = 1;
	const text = yDoc.getText('markdown');
	const tail: Uint8Array[] = [];
	let base: Uint8Array = new Uint8Array();
	// A 32-bit generator, so that every run types the same.
	let seed = 1;
	const next = (below: number) => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	let at = 0;
	const listen = (update: Uint8Array) => void tail.push(update);
	for (let n = 0; n < count; n++) {
		if (n === count - last) {
			base = Y.encodeStateAsUpdate(yDoc);
			yDoc.on('update', listen);
		}
		if (n % 97 === 0) at = next(text.length + 1);
		if (n % 7 === 6 && at > 0) text.delete(--at, 1);
		else text.insert(at++, String.fromCharCode(97 + next(26)));
	}
	return { snapshot: Y.encodeStateAsUpdate(yDoc), base, tail };
}

function medianOf(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
