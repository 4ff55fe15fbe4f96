import { expect, test } from 'vitest';
import { hashOf } from '#shared/hash.ts';
import { fingerprintOf, proofOf } from '#shared/lifecycle/invite.ts';
import { inviteFragment, readInvite } from '#shared/lifecycle/invite-link.ts';
import { device } from '#test/fixtures/events.ts';

const INVITE = { secret: 'A'.repeat(22), root: hashOf('root') };

test('[KY4] a link reads back from its fragment, and nothing else does', () => {
	expect(readInvite(inviteFragment(INVITE))).toEqual(INVITE);
	const { secret, root } = INVITE;
	const other = [`${secret.slice(1)}.${root}`, `<b>${secret.slice(3)}.${root}`, `${secret}.x`];
	for (const wrong of ['', '#pair=x', '#invite=', ...other.map((one) => `#invite=${one}`)]) {
		expect(readInvite(wrong)).toBeNull();
	}
});

test('[KY4] a proof holds for these keys, this name, this link and this workspace alone', () => {
	const proof = proofOf(INVITE, device('ben'), 'Ben');
	expect(proofOf(INVITE, device('ben'), 'Ben')).toBe(proof);
	const others = [
		proofOf(INVITE, device('mallory'), 'Ben'),
		proofOf(INVITE, device('ben'), 'Ada'),
		proofOf({ ...INVITE, secret: 'B'.repeat(22) }, device('ben'), 'Ben'),
		proofOf({ ...INVITE, root: hashOf('other') }, device('ben'), 'Ben'),
	];
	expect(others).not.toContain(proof);
	expect(fingerprintOf(device('ben'))).not.toBe(fingerprintOf(device('mallory')));
});
