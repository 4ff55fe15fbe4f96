import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createSessionBook } from '#machines/session/session-book.ts';
import { agentId, STORY } from '#test/fixtures/events.ts';
import { everySession, randomSessions } from '#test/fixtures/random-sessions.ts';
import {
	ada,
	cleo,
	contentOf,
	createSessionWorld,
	kim,
	relay,
	robin,
	SESSION,
	sessionId,
	textOf,
} from '#test/fixtures/session-world.ts';

/** Histories take their time on a busy machine. */
const PATIENCE = { timeout: 60_000 };
const numbers = fc.array(fc.nat(), { minLength: 20, maxLength: 120 });

describe('a session book', () => {
	test('[SX15] comes to the same in any order and any batches', PATIENCE, () => {
		let sessions = 0;
		let refused = 0;
		fc.assert(
			fc.property(numbers, fc.array(fc.nat(), { minLength: 1 }), (steps, rolls) => {
				const { root, events } = randomSessions(steps);
				const whole = createLedger(root);
				whole.add(events);
				const wanted = everySession(createSessionBook(whole, textOf));
				sessions += wanted.sessions.filter(({ history }) => history.length > 3).length;
				refused += wanted.refusals.length;

				let at = 0;
				const roll = () => (rolls[at++ % rolls.length] ?? 0) + at * 7919;
				const shuffled = events.map((event) => ({ event, key: (roll() * 31) % 1009 }));
				shuffled.sort((a, b) => a.key - b.key);
				const ledger = createLedger(root);
				const book = createSessionBook(ledger, textOf);
				for (let next = 0; next < shuffled.length; ) {
					const size = 1 + (roll() % 5);
					ledger.add(shuffled.slice(next, next + size).map(({ event }) => event));
					book.list();
					next += size;
				}
				expect(everySession(book)).toEqual(wanted);
			}),
			{ numRuns: 150 },
		);
		expect(sessions).toBeGreaterThan(50);
		expect(refused).toBeGreaterThan(500);
	});

	test('[SX17] says before it joins what the fold says of an event', PATIENCE, () => {
		let counted = 0;
		fc.assert(
			fc.property(numbers, (steps) => {
				const { root, base, events } = randomSessions(steps);
				const ledger = createLedger(root);
				ledger.add(base);
				const book = createSessionBook(ledger, textOf);
				for (const event of events.slice(base.length)) {
					if (ledger.heads().some((head) => !event.event.parents.includes(head))) {
						ledger.add([event]);
						continue;
					}
					const before = book.judge(event.event, 'device');
					ledger.add([event]);
					const after = book.refusals().get(event.id) ?? null;
					expect(before).toEqual(after);
					if (after === null) counted++;
				}
			}),
			{ numRuns: 100 },
		);
		expect(counted).toBeGreaterThan(50);
	});

	test('[SX15] keeps the objects of Sessions that nothing happened to', () => {
		const world = createSessionWorld();
		const other = sessionId('other');
		world.start(ada, 'story-review', STORY);
		world.start(robin, 'story-review', STORY, other);
		const [newest, oldest] = world.book.list();
		expect([newest?.id, oldest?.id]).toEqual([other, SESSION]);
		const copy = structuredClone(oldest);
		world.lease(robin, 'review');
		expect(world.book.list()[0]).toBe(newest);
		expect(world.book.list()[1]).not.toBe(oldest);
		expect(oldest).toEqual(copy);
		expect(world.book.list()).toBe(world.book.list());
		world.world.add('eve', 'author');
		expect(world.book.list()[0]).toBe(newest);
	});

	test('[SX14] counts nothing that an Agent did beside its removal', () => {
		const world = createSessionWorld();
		world.start(ada, 'story-review', STORY);
		const before = [...world.world.ledger.events()].slice(-1);
		const leased = world.lease(kim, 'review');
		expect(world.state().lease?.event).toBe(leased.id);
		world.say(ada, { type: 'removed', subject: agentId('kim') }, { after: before });
		expect(world.state().lease).toBeNull();
		expect(world.guardOf(leased)).toBe('agent-not-admitted');
		expect(world.guardOf(world.lease(kim, 'review'))).toBe('agent-not-admitted');
		expect(world.guardOf(world.lease(robin, 'review'))).toBeNull();
	});

	test('[SX16] knows what a gate waits for once the output is there', () => {
		const world = createSessionWorld();
		let here = false;
		const book = createSessionBook(world.world.ledger, (ref) => (here ? textOf(ref) : null));
		world.start(robin, 'story-interview', null);
		world.lease(robin, 'interview');
		world.submit(robin, 'interview');
		world.accept('interview');
		expect(book.get(SESSION)?.waiting).toEqual({ for: 'approval', artefacts: [] });
		here = true;
		book.renew();
		expect(book.get(SESSION)?.waiting).toEqual({ for: 'approval', artefacts: [STORY] });
	});

	test.each([
		['a viewer', cleo],
		['a relay', relay],
	])('[OR7] [SX6] replays no past for what %s accepts again and again', (_, who) => {
		const world = createSessionWorld();
		world.start(ada, 'story-review', STORY);
		const step = { session: SESSION, step: 'review', content: contentOf('all') };
		const accepted = Array.from({ length: 200 }, () =>
			world.say(who, { type: 'stepAccepted', ...step }),
		);
		const { ledger } = world.world;
		let asked = 0;
		const judgementOf: typeof ledger.judgementOf = (id) => {
			asked++;
			return ledger.judgementOf(id);
		};
		const book = createSessionBook({ ...ledger, judgementOf }, textOf);
		expect(book.refusals().size).toBe(accepted.length);
		expect(asked).toBeLessThan(2 * accepted.length);
	});
});
