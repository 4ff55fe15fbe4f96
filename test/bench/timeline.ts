/**
 * Looking back over a long log: replaying all of it in slices, and asking for moments while somebody
 * drags.
 *
 *     node test/bench/timeline.ts [--smoke]
 */
import { momentOf } from '#client/features/timeline/moment.ts';
import { createChronicle } from '#machines/history/chronicle.ts';
import { createWorld, storyId } from '#test/fixtures/events.ts';

const SLICE_MS = 8;
const SIZES = process.argv.includes('--smoke')
	? [[1_000, 50] as const]
	: [[10_000, 500] as const, [100_000, 1_000] as const];

for (const [events, artefacts] of SIZES) {
	const { log, root } = write(events, artefacts);
	const chronicle = createChronicle(root, log);
	const slices: number[] = [];
	const began = performance.now();
	for (let done = false; !done; ) {
		const from = performance.now();
		done = chronicle.read(() => performance.now() - from > SLICE_MS);
		slices.push(performance.now() - from);
	}
	const whole = performance.now() - began;
	slices.sort((a, b) => a - b);
	const drags = Array.from({ length: 500 }, (_, n) => drag((n * 7_919) % log.length)).sort(
		(a, b) => a - b,
	);
	print(`${log.length} events about ${artefacts} artefacts`);
	print(
		`  replayed in ${whole.toFixed(0)} ms of slices, p99 ${at(slices, 0.99)} ms, the longest ${at(slices, 1)} ms`,
	);
	print(`  a moment: p50 ${at(drags, 0.5)} ms, p99 ${at(drags, 0.99)} ms`);

	function drag(n: number): number {
		const from = performance.now();
		chronicle.counts(n);
		momentOf(chronicle, n, log.length);
		return performance.now() - from;
	}
}

function write(events: number, artefacts: number) {
	const world = createWorld();
	world.add('ben', 'reviewer');
	const ids = Array.from({ length: artefacts }, (_, n) => storyId(`story ${n}`));
	for (let n = 0; world.ledger.size < events; n++) {
		const artefact = ids[n % ids.length] ?? storyId('story 0');
		const submitted = world.submit('ada', `text ${n}`, { artefact });
		if (n % 5 === 0) world.requestChanges('ben', submitted);
		else world.approve('ben', submitted);
	}
	return { log: [...world.ledger.events()], root: world.root };
}

function at(sorted: readonly number[], share: number): string {
	const place = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
	return (sorted[place] ?? 0).toFixed(1);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
