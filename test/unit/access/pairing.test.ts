import { expect, test } from 'vitest';
import { createPairing } from '#server/access/pairing.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

function pairingAt(clock = createClock()) {
	return { clock, pairing: createPairing({ random: createRandom(), now: clock.now }) };
}

test('[AC1] a pairing code works once', () => {
	const { pairing } = pairingAt();
	const code = pairing.open('app');
	expect(pairing.redeem('app', code).ok).toBe(true);
	expect(pairing.redeem('app', code)).toMatchObject({
		ok: false,
		error: { guard: 'pairing-code' },
	});
});

test('[AC1] a code of one workspace opens no other', () => {
	const { pairing } = pairingAt();
	pairing.open('theirs');
	expect(pairing.redeem('theirs', pairing.open('ours')).ok).toBe(false);
});

test('a code stays the same until it is redeemed, and works again when founding failed', () => {
	const { pairing } = pairingAt();
	const code = pairing.open('app');
	expect(pairing.open('app')).toBe(code);
	pairing.redeem('app', code);
	pairing.giveBack('app', code);
	expect(pairing.redeem('app', code).ok).toBe(true);
});

test('[AC1] no code works once a workspace is founded', () => {
	const { pairing } = pairingAt();
	const code = pairing.open('app');
	pairing.close('app');
	expect(pairing.redeem('app', code).ok).toBe(false);
});

test('[AC2] guessing codes is slowed down', () => {
	const { clock, pairing } = pairingAt();
	const code = pairing.open('app');
	for (let n = 0; n < 10; n++) pairing.redeem('app', `guess ${n}`);
	expect(pairing.redeem('app', code)).toMatchObject({ error: { guard: 'pairing-rate' } });
	clock.pass(60_000);
	expect(pairing.redeem('app', code).ok).toBe(true);
});
