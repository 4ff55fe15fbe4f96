import { describe, expect, test } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import {
	connectionMachine,
	connectionStateOf,
	FIRST_WAIT_MS,
	LONGEST_WAIT_MS,
	PATIENCE_MS,
	waitAfter,
} from '#machines/connection/connection.ts';
import { refusal } from '#shared/refusal.ts';

function connection() {
	const clock = new SimulatedClock();
	const sockets: string[] = [];
	const machine = connectionMachine.provide({
		actions: { open: () => sockets.push('open'), close: () => sockets.push('close') },
	});
	const actor = createActor(machine, { clock, input: { chance: () => 1 } });
	actor.start();
	return { actor, clock, sockets, state: () => connectionStateOf(actor.getSnapshot().value) };
}

describe('the connection', () => {
	test('[OF11] it is live after the relay answered and everything is in step', () => {
		const { actor, state } = connection();
		expect(state()).toBe('offline');
		actor.send({ type: 'start' });
		expect(state()).toBe('connecting');
		actor.send({ type: 'opened' });
		expect(state()).toBe('syncing');
		actor.send({ type: 'synced' });
		expect(state()).toBe('live');
	});

	test('[OF11] it tries again after a wait that doubles up to a bound', () => {
		const { actor, clock, sockets, state } = connection();
		actor.send({ type: 'start' });
		actor.send({ type: 'lost' });
		expect(state()).toBe('offline');
		clock.increment(FIRST_WAIT_MS - 1);
		expect(state()).toBe('offline');
		clock.increment(1);
		expect(state()).toBe('connecting');
		expect(sockets).toEqual(['open', 'close', 'open']);
		actor.send({ type: 'lost' });
		clock.increment(FIRST_WAIT_MS);
		expect(state()).toBe('offline');
		clock.increment(FIRST_WAIT_MS);
		expect(state()).toBe('connecting');
		expect(waitAfter(50, 1)).toBe(LONGEST_WAIT_MS);
	});

	test('[OF11] chance spreads the wait over its second half', () => {
		expect(waitAfter(3, 0)).toBe(waitAfter(3, 1) / 2);
	});

	test('[OF11] being live once makes the next wait short again', () => {
		const { actor, clock, state } = connection();
		actor.send({ type: 'start' });
		for (let n = 0; n < 6; n++) {
			actor.send({ type: 'lost' });
			clock.increment(LONGEST_WAIT_MS);
		}
		actor.send({ type: 'opened' });
		actor.send({ type: 'synced' });
		actor.send({ type: 'lost' });
		clock.increment(FIRST_WAIT_MS);
		expect(state()).toBe('connecting');
	});

	test('[OF11] a network that returns cuts the wait short', () => {
		const { actor, state } = connection();
		actor.send({ type: 'start' });
		actor.send({ type: 'lost' });
		actor.send({ type: 'online' });
		expect(state()).toBe('connecting');
	});

	test('[OF22] a relay that never answers is given up, and why stays while it is tried again', () => {
		const { actor, clock, sockets, state } = connection();
		const why = () => actor.getSnapshot().context.refusal?.guard;
		actor.send({ type: 'start' });
		clock.increment(PATIENCE_MS);
		expect(state()).toBe('offline');
		expect(sockets).toEqual(['open', 'close']);
		clock.increment(FIRST_WAIT_MS);
		expect([state(), why()]).toEqual(['connecting', 'silent']);
		actor.send({ type: 'opened' });
		expect(why()).toBeUndefined();
		actor.send({ type: 'lost', refusal: refusal('no-relay', 'No relay.', 'Sign in.') });
		expect([state(), why()]).toEqual(['offline', 'no-relay']);
		actor.send({ type: 'retry' });
		expect(why()).toBeUndefined();
		actor.send({ type: 'lost' });
		expect(why()).toBeUndefined();
	});

	test('[OF11] a refusal stays, with its reason, until somebody asks again', () => {
		const { actor, clock, state } = connection();
		const no = refusal('device', 'This device is no member.', 'Ask an owner.');
		actor.send({ type: 'start' });
		actor.send({ type: 'refused', refusal: no });
		clock.increment(10 * LONGEST_WAIT_MS);
		expect(state()).toBe('refused');
		expect(actor.getSnapshot().context.refusal).toEqual(no);
		actor.send({ type: 'retry' });
		expect(state()).toBe('connecting');
		expect(actor.getSnapshot().context.refusal).toBeNull();
	});
});
