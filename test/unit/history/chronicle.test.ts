import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChronicle } from '#machines/history/chronicle.ts';
import { pastStateOf } from '#machines/history/past-state.ts';
import { PHASES } from '#shared/lifecycle/phase.ts';
import { createWorld, STORY, storyId } from '#test/fixtures/events.ts';
import { folded, randomLog } from '#test/fixtures/random-log.ts';

const PATIENCE = { timeout: 60_000 };
const steps = fc.array(fc.nat(), { minLength: 5, maxLength: 40 });
const never = () => false;

describe('a chronicle', () => {
	test('[TM1] says of every moment what a fold of the log up to there says', PATIENCE, () => {
		let compared = 0;
		fc.assert(
			fc.property(steps, (numbers) => {
				const { events, root } = randomLog(numbers);
				const log = [...folded(root, events).events()];
				const chronicle = createChronicle(root, log);
				expect(chronicle.read(never)).toBe(true);
				for (let n = 0; n <= log.length; n++) {
					const state = folded(root, log.slice(0, n)).state();
					for (const id of state.artefacts.keys()) {
						expect(chronicle.stateAt(id, n)).toBe(pastStateOf(state, id));
						compared++;
					}
				}
			}),
			{ numRuns: 30 },
		);
		expect(compared).toBeGreaterThan(100);
	});

	test('[TM1] counts what it tells of each artefact', () => {
		const { events, root } = randomLog(Array.from({ length: 60 }, (_, n) => n * 7919));
		const log = [...folded(root, events).events()];
		const chronicle = createChronicle(root, log);
		chronicle.read(never);
		for (let n = 0; n <= log.length; n++) {
			const states = chronicle.artefacts.map((id) => chronicle.stateAt(id, n));
			const counts = chronicle.counts(n);
			for (const phase of PHASES) {
				expect(counts[phase]).toBe(states.filter((one) => one?.phase === phase).length);
			}
			expect(counts.suspect).toBe(states.filter((one) => one?.standing === 'suspect').length);
		}
	});

	test('[TM1] tells how an artefact came to stand as it does', () => {
		const world = createWorld();
		world.add('ben', 'reviewer');
		const before = world.ledger.size;
		const first = world.submit('ada', 'one');
		world.requestChanges('ben', first);
		world.approve('ben', world.submit('ada', 'two'));
		const chronicle = createChronicle(world.root, [...world.ledger.events()]);
		chronicle.read(never);
		const phases = [0, 1, 2, 3, 4].map((n) => chronicle.stateAt(STORY, before + n)?.phase);
		expect(phases).toEqual([undefined, 'review', 'draft', 'review', 'approved']);
		expect(chronicle.stateAt(storyId('another'), 3)).toBeNull();
	});

	test('[TM1] what rests on a text that is approved anew is suspect from then on', () => {
		const world = createWorld();
		world.add('ben', 'reviewer');
		const upstream = world.submit('ada', 'one');
		world.approve('ben', upstream);
		const { event } = upstream;
		if (event.type !== 'submitted') throw new Error('It is a submission.');
		const shelf = storyId('shelf');
		const basis = [{ artefact: STORY, submitted: upstream.id, revision: event.revision }];
		world.approve('ben', world.submit('ada', 'shelf', { artefact: shelf, basis }));
		const rested = world.ledger.size;
		const anew = world.submit('ada', 'two');
		world.approve('ben', anew);
		const chronicle = createChronicle(world.root, [...world.ledger.events()]);
		chronicle.read(never);
		expect(chronicle.stateAt(shelf, rested)?.standing).toBe('current');
		expect(chronicle.stateAt(shelf, rested + 1)?.standing).toBe('current');
		expect(chronicle.stateAt(shelf, rested + 2)?.standing).toBe('suspect');
		expect(chronicle.counts(rested + 2)).toMatchObject({ suspect: 1, approved: 2 });
	});

	test('[TM2] replays in pieces, as small as one asks for, to the same end', () => {
		const { events, root } = randomLog(Array.from({ length: 50 }, (_, n) => n * 104_729));
		const log = [...folded(root, events).events()];
		const [whole, pieces] = [createChronicle(root, log), createChronicle(root, log)];
		whole.read(never);
		let turns = 0;
		for (let done = false; !done; turns++) done = pieces.read(() => true);
		expect(turns).toBeGreaterThan(log.length);
		for (let n = 0; n <= log.length; n++) expect(pieces.counts(n)).toEqual(whole.counts(n));
	});

	test('[TM2] goes on with a log that grew, and says when its order is another', () => {
		const world = createWorld();
		world.add('ben', 'reviewer');
		const first = world.submit('ada', 'one');
		const chronicle = createChronicle(world.root, [...world.ledger.events()]);
		chronicle.read(never);
		world.approve('ben', first);
		expect(chronicle.follow([...world.ledger.events()])).toBe(true);
		expect(chronicle.read(never)).toBe(true);
		expect(chronicle.counts(world.ledger.size).approved).toBe(1);

		world.submit('ada', 'late', { after: [world.founding] });
		expect(chronicle.follow([...world.ledger.events()])).toBe(false);
		expect(chronicle.follow([])).toBe(false);
	});
});
