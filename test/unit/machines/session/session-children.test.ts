import { describe, expect, test } from 'vitest';
import {
	type ComponentInLine,
	dutiesOf,
	type GateSeen,
	type Seen,
} from '#machines/session/duties.ts';
import type { ComponentId, SessionId } from '#shared/id.ts';
import { blob, keyId, STORY } from '#test/fixtures/events.ts';
import {
	ada,
	COMPONENT,
	CONTEXT,
	contentOf,
	createSessionWorld,
	relay,
	robin,
	SESSION,
	type SessionWorld,
	type Signer,
	second,
	sessionId,
} from '#test/fixtures/session-world.ts';

const OTHER = 'cp_1123456789' as const;
const child = sessionId('child');
const again = sessionId('again');

function building(): SessionWorld {
	const world = createSessionWorld();
	world.start(ada, 'context-code', CONTEXT);
	return world;
}

function startChild(
	world: SessionWorld,
	id: SessionId,
	{ by = relay, kind = 'component-tests', parent = SESSION } = {},
	artefact: ComponentId = COMPONENT,
) {
	const told = { type: 'sessionStarted', session: id, kind, parent } as const;
	return world.say(by, { ...told, artefact });
}

const cancel = (world: SessionWorld, session: SessionId, by: Signer = ada) =>
	world.say(by, { type: 'sessionEnded', session, outcome: 'cancelled' });

describe('children of a Session', () => {
	test('[SX2] are started by a relay alone, at the step that asks for them', () => {
		const world = building();
		expect(world.guardOf(startChild(world, child, { by: ada }))).toBe('relay-starts-children');
		expect(world.guardOf(startChild(world, child, { by: robin }))).toBe('relay-starts-children');
		const orphan = { type: 'sessionStarted', session: child, kind: 'component-tests' } as const;
		expect(world.guardOf(world.say(relay, { ...orphan, artefact: COMPONENT }))).toBe(
			'relay-starts-children',
		);
		expect(world.guardOf(startChild(world, child, { kind: 'component-design' }))).toBe(
			'not-a-child',
		);
		expect(world.guardOf(startChild(world, child, { parent: again }))).toBe('not-a-child');
		expect(world.book.get(child)).toBeNull();
		expect(world.guardOf(startChild(world, child))).toBeNull();
		expect(world.state().children).toEqual([
			{ session: child, kind: 'component-tests', artefact: COMPONENT, phase: 'preparing' },
		]);
		expect(world.state(child).parent).toBe(SESSION);
		expect(world.guardOf(startChild(world, again))).toBe('child-started');
		expect(world.book.get(again)).toBeNull();
		expect(world.guardOf(startChild(world, again, {}, OTHER))).toBeNull();
	});

	test('[SX2] are no parents of each other', () => {
		const world = building();
		startChild(world, child);
		expect(world.guardOf(startChild(world, again, { parent: child }))).toBe('not-a-child');
		expect(world.guardOf(startChild(world, again, { parent: again }))).toBe('not-a-child');
	});

	test('[SX12] make their parent wait for a person once one is cancelled, and start anew', () => {
		const world = building();
		startChild(world, child);
		expect(world.state().phase).toBe('working');
		cancel(world, child);
		expect(world.state()).toMatchObject({
			phase: 'waiting',
			waiting: { for: 'children', sessions: [child] },
		});
		const componentsOf = () => [{ id: COMPONENT, after: [] }];
		expect(duties(world, SESSION, { componentsOf })).toEqual([]);
		expect(world.guardOf(startChild(world, again))).toBe('child-started');
		const note = blob('once more');
		const reopened = { type: 'stepReopened', session: SESSION, step: 'components', note } as const;
		expect(world.guardOf(world.say(relay, reopened))).toBe('people-reopen');
		expect(world.guardOf(world.say(ada, reopened))).toBeNull();
		expect(world.state().waiting).toBeNull();
		const third = sessionId('third');
		expect(world.guardOf(startChild(world, third))).toBeNull();
		cancel(world, third);
		expect(world.state().waiting).toMatchObject({ sessions: [third] });
	});

	test('[SX12] that fail beside a reopening make their parent wait again', () => {
		const world = building();
		startChild(world, child);
		const before = [...world.world.ledger.events()].slice(-1);
		cancel(world, child);
		world.say(
			ada,
			{ type: 'stepReopened', session: SESSION, step: 'components' },
			{ after: before },
		);
		expect(world.state().waiting).toMatchObject({ for: 'children', sessions: [child] });
	});

	test('[SX13] are taken along by a relay when their parent ended', () => {
		const world = building();
		startChild(world, child);
		cancel(world, SESSION);
		expect(duties(world, child)).toEqual([{ do: 'end', session: child, outcome: 'cancelled' }]);
		expect(world.guardOf(cancel(world, child, robin))).toBe('people-cancel');
		expect(world.guardOf(cancel(world, child, relay))).toBeNull();
		expect(duties(world, child)).toEqual([]);
	});

	test('[SX20] start after those they depend on, and a circle is broken by the map’s order', () => {
		const world = building();
		const line = (...after: ComponentId[]): ComponentInLine[] => [
			{ id: OTHER, after },
			{ id: COMPONENT, after: [] },
		];
		const start = (artefact: string) => ({
			...{ do: 'start', parent: SESSION, kind: 'component-tests', artefact },
		});
		const inLine = (components: ComponentInLine[]) =>
			duties(world, SESSION, { componentsOf: () => components });
		expect(inLine(line())).toEqual([start(OTHER), start(COMPONENT)]);
		expect(inLine(line(COMPONENT))).toEqual([start(COMPONENT)]);
		const circle: ComponentInLine[] = [
			{ id: OTHER, after: [COMPONENT] },
			{ id: COMPONENT, after: [OTHER] },
		];
		expect(inLine(circle)).toEqual([start(OTHER)]);
		startChild(world, child, {}, OTHER);
		expect(inLine(circle)).toEqual([]);
		expect(inLine([])).toMatchObject([{ do: 'accept', session: SESSION }]);
	});

	test('[SX20] of the next kind follow the one before, and all done the parent goes on', () => {
		const world = building();
		startChild(world, child);
		const one: Partial<Seen> = { componentsOf: () => [{ id: COMPONENT, after: [] }] };
		expect(duties(world, SESSION, one)).toEqual([]);
		finish(world, child, 'tests');
		expect(world.state().children).toMatchObject([{ phase: 'done' }]);
		expect(duties(world, SESSION, one)).toMatchObject([{ do: 'start', kind: 'component-code' }]);
		startChild(world, again, { kind: 'component-code' });
		finish(world, again, 'code');
		const [accept] = duties(world, SESSION, one);
		if (accept?.do !== 'accept') throw new Error('The parent does not go on.');
		const told = { type: 'stepAccepted', session: SESSION, step: 'components' } as const;
		expect(world.guardOf(world.say(relay, { ...told, content: accept.content }))).toBeNull();
		expect(duties(world, SESSION, one)).toEqual([{ do: 'end', session: SESSION, outcome: 'done' }]);
	});
});

describe('duties', () => {
	test('[SX18] say what follows from a gate, and end what is about nothing', () => {
		const world = createSessionWorld();
		world.start(ada, 'story-review', STORY);
		for (const step of ['review', 'revise']) {
			expect(duties(world, SESSION)).toEqual([]);
			world.lease(robin, step);
			world.submit(robin, step);
			expect(duties(world, SESSION)).toMatchObject([{ do: 'check', attempt: { verdict: null } }]);
			expect(duties(world, SESSION, { key: keyId('second') })).toEqual([]);
			world.accept(step);
		}
		const seeing = (gate: GateSeen) => duties(world, SESSION, { gateOf: () => gate });
		const reason = blob('Too long');
		expect(seeing({ gate: 'shut' })).toEqual([]);
		expect(seeing({ gate: 'open', revision: blob('text') })).toMatchObject([{ do: 'accept' }]);
		expect(seeing({ gate: 'returned', reason })).toMatchObject([{ do: 'sendBack', reason }]);
		expect(seeing({ gate: 'gone' })).toMatchObject([{ do: 'end', outcome: 'failed' }]);
	});

	test('[SX18] wait for every artefact of a gate that people have not archived', () => {
		const world = createSessionWorld();
		world.start(robin, 'story-interview', null);
		world.lease(robin, 'interview');
		const content = contentOf('two', [STORY, CONTEXT]);
		const on = { session: SESSION, step: 'interview', content };
		world.say(robin, { type: 'stepSubmitted', ...on });
		world.say(relay, { type: 'stepAccepted', ...on });
		expect(world.state().waiting).toMatchObject({ artefacts: [STORY, CONTEXT] });
		const seeing = (story: GateSeen['gate'], context: GateSeen['gate']) =>
			duties(world, SESSION, {
				gateOf: (id): GateSeen => {
					const gate = id === STORY ? story : context;
					if (gate === 'open') return { gate, revision: blob('text') };
					return gate === 'returned' ? { gate, reason: blob('no') } : { gate };
				},
			});
		expect(seeing('open', 'shut')).toEqual([]);
		expect(seeing('open', 'open')).toMatchObject([{ do: 'accept' }]);
		expect(seeing('open', 'gone')).toMatchObject([{ do: 'accept' }]);
		expect(seeing('shut', 'gone')).toEqual([]);
		expect(seeing('gone', 'gone')).toMatchObject([{ do: 'end', outcome: 'failed' }]);
	});

	test('[SX18] end what is about an archived artefact at any step', () => {
		const world = createSessionWorld();
		world.start(ada, 'story-review', STORY);
		expect(duties(world, SESSION, { gateOf: () => ({ gate: 'gone' }) })).toEqual([
			{ do: 'end', session: SESSION, outcome: 'failed' },
		]);
	});

	test('[SX18] let a lease lapse that ran out, also one that waits for its relay', () => {
		const world = createSessionWorld();
		world.start(ada, 'story-review', STORY);
		const leased = world.lease(robin, 'review');
		const lapse = [{ do: 'lapse', session: SESSION, lease: leased.id }];
		expect(duties(world, SESSION)).toEqual([]);
		expect(duties(world, SESSION, { hasLapsed: () => true })).toEqual(lapse);
		world.submit(robin, 'review');
		const there = { key: keyId('second'), hasLapsed: () => true };
		expect(duties(world, SESSION, there)).toEqual(lapse);
		world.lapse(second, 'review');
		expect(duties(world, SESSION, there)).toEqual([]);
	});
});

function finish(world: SessionWorld, session: SessionId, step: string): void {
	world.say(robin, { type: 'stepLeased', session, step });
	const content = blob(`${session} ${step}`);
	world.say(robin, { type: 'stepSubmitted', session, step, content });
	world.say(relay, { type: 'stepAccepted', session, step, content });
	world.say(relay, { type: 'sessionEnded', session, outcome: 'done' });
}

function duties(world: SessionWorld, session: SessionId, seen: Partial<Seen> = {}) {
	return dutiesOf(world.state(session), {
		key: keyId('relay'),
		stateOf: world.book.get,
		gateOf: () => ({ gate: 'shut' }),
		componentsOf: () => [],
		hasLapsed: () => false,
		...seen,
	});
}
