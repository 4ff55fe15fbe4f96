/** Histories that once came to something else in another order of delivery. */
import { describe, expect, test } from 'vitest';
import { weightOf } from '#machines/history/weight.ts';
import { decide } from '#machines/lifecycle/decide.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createQuestions } from '#machines/membership/questions.ts';
import type { Role } from '#shared/artefact/role.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import {
	blob,
	createWorld,
	device,
	memberId,
	signedBy,
	type World,
} from '#test/fixtures/events.ts';
import { folded } from '#test/fixtures/random-log.ts';

const role = (name: string, to: Role) =>
	({ type: 'roleChanged', member: memberId(name), role: to }) as const;

/** What is refused when the world's events come one by one, these first. */
function refusedWith({ ledger, root }: World, first: readonly VerifiedEvent[]) {
	const other = createLedger(root);
	for (const event of [...first, ...ledger.events()]) {
		other.add([event]);
		other.state();
	}
	return other.state().notCounted;
}

describe('the fold', () => {
	test('[OR2] [MB5] a rule that is undone gives back what the undoing had known', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const dan = world.add('dan', 'owner', 'ben');
		const submitted = world.submit('ada', 'one');
		const approved = world.approve('dan', submitted);
		const demoted = world.say('ben', role('dan', 'viewer'), { after: [dan] });
		expect(world.refusal(approved)?.guard).toBe('reviewers-only');
		// It knows of the approval, and of the demotion it takes back nothing.
		const undone = world.say('ada', role('ben', 'viewer'), { after: [approved] });
		expect(world.refusal(demoted)?.guard).toBe('owners-only');
		expect(world.refusal(undone)).toBeNull();
		expect(world.refusal(approved)).toBeNull();
		expect(folded(world.root, [...world.ledger.events()]).state().notCounted).toEqual(
			world.ledger.state().notCounted,
		);
	});

	test('[OR2] [MB7] a demotion holds whether or not it is asked for before what it voids', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const dan = world.add('dan', 'owner', 'ben');
		const demoted = world.say('ada', role('dan', 'reviewer'), { after: [dan] });
		const eve = world.add('eve', 'owner', 'dan', { after: [dan] });
		// Whether eve's word cuts ada off is asked of the demotion that voids eve.
		const cut = { type: 'removed', subject: memberId('ada') } as const;
		const attack = world.say('eve', cut, { after: [eve] });
		for (const first of [[], [dan, demoted], [dan, eve, attack], [dan, eve, demoted]]) {
			const refused = refusedWith(world, [world.founding, ...first]);
			expect([...refused.keys()].sort()).toEqual([eve.id, attack.id].sort());
		}
	});

	test('[OR2] [MB8] [MB10] a key on which a handover rests belongs to nobody else', () => {
		const world = createWorld();
		world.add('ben', 'owner');
		const dan = world.add('dan', 'owner', 'ben');
		const enrol = {
			type: 'deviceAdded',
			member: memberId('dan'),
			device: device('phone'),
		} as const;
		const phone = world.say('ben', enrol, { after: [dan] });
		world.say('ada/second', { type: 'founderHandedOver', to: memberId('dan') }, { after: [phone] });
		// Ada stands above Ben, and still does below Dan.
		const added = { type: 'memberAdded', member: memberId('eve'), role: 'author' } as const;
		const rival = world.say(
			'ada',
			{ ...added, name: blob('eve'), device: device('phone') },
			{ after: [dan] },
		);
		for (const first of [[], [rival], [phone]]) {
			const refused = refusedWith(world, [world.founding, ...first]);
			expect([...refused].map(([id, { guard }]) => [id, guard])).toEqual([
				[rival.id, 'enrolled-twice'],
			]);
		}
	});
});

test('[LC20] a handover beside another is refused before it joins', () => {
	const world = createWorld();
	const ben = world.add('ben', 'owner');
	const cleo = world.add('cleo', 'owner');
	const toBen = { type: 'founderHandedOver', to: memberId('ben') } as const;
	const toCleo = { type: 'founderHandedOver', to: memberId('cleo') } as const;
	const first = world.say('ada/second', toBen, { after: [cleo] });
	expect(world.refusal(first)).toBeNull();
	const beside = signedBy('ada/second', toCleo, world.root, [cleo.id]);
	const unknowing = signedBy('ada/second', toBen, world.root, [ben.id]);
	for (const { event } of [beside, unknowing]) {
		expect(decide(world.ledger, event)).toMatchObject({ error: { guard: 'handover-contested' } });
	}
	// Asking has not made them contest it.
	expect(world.refusal(first)).toBeNull();
});

test('[OR2] [TM4] a verdict is replaced by the same one, whichever came first', () => {
	const world = createWorld();
	const submitted = world.submit('ada', 'one');
	const first = world.approve('ada', submitted);
	const others = ['ada', 'ada/second'].map((key) =>
		world.requestChanges(key, submitted, { after: [first] }),
	);
	const weights = [others, others.toReversed()].map((inOrder) => {
		const other = createLedger(world.root);
		for (const event of [world.founding, submitted, first, ...inOrder]) other.add([event]);
		return weightOf(other, first.id);
	});
	expect(weights[0]?.kind).toBe('replaced');
	expect(weights[0]).toEqual(weights[1]);
});

describe('questions that ask one another', () => {
	/** `a` doesn't hang on what it asks; `b` does, of what `a` says. */
	function ask(order: readonly string[]) {
		const asked: string[] = [];
		const questions = createQuestions<boolean>(false);
		const rules: Record<string, () => boolean> = {
			a: () => !(of('b') && false),
			b: () => !of('a'),
			c: () => of('b') || of('a'),
		};
		function of(one: string): boolean {
			return questions.answer(one, () => {
				asked.push(one);
				return rules[one]?.() ?? false;
			});
		}
		const answers = Object.fromEntries(order.map((one) => [one, of(one)]));
		const before = asked.length;
		for (const one of order) of(one);
		expect(asked).toHaveLength(before);
		return answers;
	}

	test.each([
		['a', 'b', 'c'],
		['b', 'a', 'c'],
		['c', 'a', 'b'],
		['c', 'b', 'a'],
	])('[OR2] come to the same, asked %s, %s, %s', (...order) => {
		expect(ask(order)).toEqual({ a: true, b: false, c: true });
	});

	test('[OR2] keep nothing that leaned on what is still open, by whichever way', () => {
		const questions = createQuestions<boolean>(false);
		// While `a` is open, `c` leans on `b`, and `b` on `a`: so `d`, which asks `c`, is not settled.
		const rules: Record<string, () => boolean> = {
			a: () => [of('b'), of('d')].length === 0,
			b: () => [of('c'), of('a')].every((one) => !one),
			c: () => !of('b'),
			d: () => of('c'),
		};
		function of(one: string): boolean {
			return questions.answer(one, () => rules[one]?.() ?? false);
		}
		of('a');
		expect(of('d')).toBe(of('c'));
	});

	test('[OR7] [OR2] wait for so many others and no more, and lose nothing by it', () => {
		const questions = createQuestions<boolean>(false);
		let [depth, deepest] = [0, 0];
		function of(one: number): boolean {
			return questions.answer(`${one}`, () => {
				deepest = Math.max(deepest, ++depth);
				const found = one === 0 || (one % 2 === 0) === of(one - 1);
				depth--;
				return found;
			});
		}
		const answers = [of(5_000), of(4_999), of(4_998), of(4_997)];
		expect(deepest).toBeLessThan(300);
		expect(deepest).toBeGreaterThan(100);
		const plain = [true];
		for (let one = 1; one <= 5_000; one++) plain.push((one % 2 === 0) === plain[one - 1]);
		expect(answers).toEqual(plain.slice(-4).toReversed());
	});

	test('[OR7] end also where they come round behind too many others', () => {
		const questions = createQuestions<boolean>(false);
		const length = 1_000;
		const asked: number[] = [];
		function of(one: number): boolean {
			return questions.answer(`${one}`, () => {
				asked.push(one);
				return !of((one + 1) % length);
			});
		}
		for (let one = 0; one < length; one++) of(one);
		const before = asked.length;
		expect(before).toBeLessThan(10 * length);
		for (let one = 0; one < length; one++) of(one);
		expect(asked).toHaveLength(before);
	});
});
