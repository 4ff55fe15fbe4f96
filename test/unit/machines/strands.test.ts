/** What later events speak against, where many wrote side by side. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorKey, type Recorded } from '#machines/lifecycle/context.ts';
import { createStrands, type Strands } from '#machines/lifecycle/strands.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import { createEventGraph, type EventGraph, type PlacedEvent } from '#shared/lifecycle/order.ts';
import { crowdedLog } from '#test/fixtures/crowded-log.ts';
import { foundingBy, revision, STORY, signedBy } from '#test/fixtures/events.ts';
import { folded, picker, randomLog } from '#test/fixtures/random-log.ts';

const PATIENCE = { timeout: 60_000 };
const founding = foundingBy('ada');

function submission(parents: readonly string[], n: number): VerifiedEvent {
	const at = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
	const text = { artefact: STORY, revision: revision('one'), criteria: {}, basis: [] };
	return signedBy('ada', { type: 'submitted', ...text }, founding.id, parents, { at });
}

/** The event, which tells whenever its place is read. */
function countReads(placed: PlacedEvent, count: () => void): PlacedEvent {
	return new Proxy(placed, {
		get(event, key) {
			if (key === 'place') count();
			return Reflect.get(event, key);
		},
	});
}

describe('strands', () => {
	test('[LC7] tell what an event descends from with nothing between', PATIENCE, () => {
		let between = 0;
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 60 }), (numbers) => {
				const graph = createEventGraph();
				graph.add(founding);
				const strands = createStrands();
				const added: PlacedEvent[] = [];
				for (const [n, number] of numbers.entries()) {
					const pick = picker(number);
					const old = [pick(graph.placed.length), pick(graph.placed.length)];
					const above = old.slice(pick(2)).flatMap((at) => graph.placed[at]?.id ?? []);
					const heads = pick(3) > 0 ? graph.heads().slice(0, 2) : [...new Set(above)];
					const placed = graph.add(submission(heads, n));
					const known = added.filter((one) => isAncestor(graph, one.id, placed.id));
					const next = known.filter(
						({ id }) => !known.some((other) => isAncestor(graph, id, other.id)),
					);
					const told = strands.lastBefore(placed);
					expect(known).toEqual(expect.arrayContaining([...told]));
					expect(told).toEqual(expect.arrayContaining(next));
					between += known.length - told.length;
					if (pick(4) === 0) continue;
					strands.add(placed);
					added.push(placed);
				}
			}),
			{ numRuns: 200 },
		);
		expect(between).toBeGreaterThan(1_000);
	});

	test('[OR7] of two who write side by side for long little is asked', () => {
		const [short = 0, long = 0] = [200, 400].map((count) => {
			const { strands, say, reads } = watched();
			let mine = founding.id;
			for (let n = 0; n < count; n++) mine = say([mine]);
			let yours = mine;
			for (let n = 0; n < count; n++) mine = say([mine]);
			for (let n = 0; n < count; n++) yours = say([yours]);
			for (let n = 0; n < count; n++) [mine, yours] = [say([mine]), say([yours])];
			expect(strands.lastBefore(say.placed([mine, yours]))).toHaveLength(2);
			return reads();
		});
		expect(short).toBeGreaterThan(0);
		expect(long).toBeLessThan(2.8 * short);
	});

	test('[OR7] of many that begin beside an event none is asked about, nor below one that joins them', () => {
		const { strands, say, reads } = watched();
		let heads = Array.from({ length: 32 }, () => say([founding.id]));
		const beside = reads();
		expect(beside).toBeLessThan(64);
		heads = [say(heads)];
		const joined = reads();
		for (let n = 0; n < 50; n++) heads = [say(heads)];
		expect(strands.lastBefore(say.placed(heads))).toHaveLength(1);
		expect(reads() - joined).toBeLessThan(50 * 10);
	});
});

/** Strands that grow with everything said, and how many places were looked at. */
function watched() {
	const graph = createEventGraph();
	graph.add(founding);
	const strands: Strands = createStrands();
	let read = 0;
	const placed = (parents: readonly string[]) =>
		countReads(graph.add(submission(parents, graph.placed.length)), () => read++);
	const say = (parents: readonly string[]) => {
		const one = placed(parents);
		strands.lastBefore(one);
		strands.add(one);
		return one.id;
	};
	return { strands, say: Object.assign(say, { placed }), reads: () => read };
}

/** By the parents, as the words say it. */
function isAncestor(graph: EventGraph, earlier: string, later: string): boolean {
	const ahead = [...(graph.get(later)?.event.parents ?? [])];
	const seen = new Set<string>();
	for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
		if (id === earlier) return true;
		if (seen.has(id)) continue;
		seen.add(id);
		ahead.push(...(graph.get(id)?.event.parents ?? []));
	}
	return false;
}

test(
	'[LC6] [LC7] what speaks against an event are the next ones that descend from it',
	PATIENCE,
	() => {
		let spoken = 0;
		const log = fc.array(fc.nat(), { minLength: 20, maxLength: 70 });
		fc.assert(
			fc.property(log, fc.boolean(), (numbers, crowded) => {
				const { root, events } = (crowded ? crowdedLog : randomLog)(numbers);
				const graph = createEventGraph();
				for (const event of events) graph.add(event);
				const next = (one: Recorded, others: readonly Recorded[]) => {
					const below = others.filter(({ id }) => isAncestor(graph, one.id, id));
					return below
						.filter(({ id }) => !below.some((other) => isAncestor(graph, other.id, id)))
						.map(({ id }) => id)
						.sort();
				};
				const { artefacts } = folded(root, events).state();
				for (const { context } of artefacts.values()) {
					for (const one of context.submissions) {
						expect([...one.supersededBy].sort()).toEqual(next(one, context.submissions));
						for (const verdict of one.verdicts) {
							const own = one.verdicts.filter(({ by }) => authorKey(by) === authorKey(verdict.by));
							expect([...verdict.replacedBy].sort()).toEqual(next(verdict, own));
							spoken += verdict.replacedBy.length;
						}
						spoken += one.supersededBy.length;
					}
				}
			}),
			{ numRuns: 60 },
		);
		expect(spoken).toBeGreaterThan(40);
	},
);
