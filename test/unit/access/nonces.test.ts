import { expect, test } from 'vitest';
import { createNonces, NONCE_LIFE_MS } from '#server/access/nonces.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

const ORIGIN = 'http://localhost:4400';

test('[AC3] a nonce is good once', () => {
	const nonces = createNonces({ random: createRandom(), now: createClock().now });
	const nonce = nonces.mint('app', ORIGIN);
	expect(nonces.spend('app', ORIGIN, nonce)).toBe(true);
	expect(nonces.spend('app', ORIGIN, nonce)).toBe(false);
});

test('[AC3] several nonces are good beside each other, in any order', () => {
	const nonces = createNonces({ random: createRandom(), now: createClock().now });
	const minted = [1, 2, 3].map(() => nonces.mint('app', ORIGIN));
	const spent = minted.toReversed().map((nonce) => nonces.spend('app', ORIGIN, nonce));
	expect(spent).toEqual([true, true, true]);
});

test('[AC3] a nonce is good for one workspace and one origin', () => {
	const nonces = createNonces({ random: createRandom(), now: createClock().now });
	expect(nonces.spend('other', ORIGIN, nonces.mint('app', ORIGIN))).toBe(false);
	expect(nonces.spend('app', 'http://localhost:5173', nonces.mint('app', ORIGIN))).toBe(false);
});

test('[AC3] a nonce is good for a minute', () => {
	const clock = createClock();
	const nonces = createNonces({ random: createRandom(), now: clock.now });
	const nonce = nonces.mint('app', ORIGIN);
	clock.pass(NONCE_LIFE_MS);
	expect(nonces.spend('app', ORIGIN, nonce)).toBe(false);
});

test('asking for nonces without end keeps only the latest thousand', () => {
	const nonces = createNonces({ random: createRandom(), now: createClock().now });
	const minted = Array.from({ length: 1500 }, () => nonces.mint('app', ORIGIN));
	expect(nonces.spend('app', ORIGIN, minted[0] ?? '')).toBe(false);
	expect(nonces.spend('app', ORIGIN, minted.at(-1) ?? '')).toBe(true);
});
