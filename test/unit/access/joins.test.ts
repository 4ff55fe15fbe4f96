import { expect, test } from 'vitest';
import { createJoins, MAX_PENDING_JOINS } from '#server/access/joins.ts';
import { JOIN_LIFE_MS } from '#shared/protocol/api.ts';
import { createClock } from '#test/unit/access/clock.ts';

function request(n: number) {
	const x = String(n).padStart(43, 'A');
	return { name: `Ada ${n}`, device: { key: { kind: 'ed25519', x }, access: null } } as const;
}

test('[AC8] devices wait a quarter of an hour, twenty at most', () => {
	const clock = createClock();
	const joins = createJoins({ now: clock.now });
	for (let n = 0; n < MAX_PENDING_JOINS; n++) expect(joins.ask('app', request(n)).ok).toBe(true);
	expect(joins.ask('app', request(99))).toMatchObject({
		ok: false,
		error: { guard: 'join-count' },
	});
	expect(joins.ask('other', request(99)).ok).toBe(true);
	clock.pass(JOIN_LIFE_MS);
	expect(joins.pending('app')).toEqual([]);
});

test('a device that asks again waits once', () => {
	const joins = createJoins({ now: createClock().now });
	joins.ask('app', request(1));
	joins.ask('app', request(1));
	expect(joins.pending('app')).toHaveLength(1);
});
