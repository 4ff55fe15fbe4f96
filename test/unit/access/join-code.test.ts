import { expect, test } from 'vitest';
import { joinCodeOf, readJoinCode } from '#shared/lifecycle/join-code.ts';

const device = {
	key: { kind: 'ed25519', x: 'A'.repeat(43) },
	access: { kind: 'ed25519', x: 'B'.repeat(43) },
} as const;

test('[AC7] the code of a device is the same everywhere', () => {
	expect(joinCodeOf(device)).toMatchInlineSnapshot(`"1hf9-yan7"`);
});

test('[AC7] any other key gives another code', () => {
	const other = { kind: 'ed25519', x: 'C'.repeat(43) } as const;
	for (const swapped of [
		{ ...device, access: other },
		{ ...device, access: null },
		{ ...device, key: other },
		{ key: device.access, access: device.key },
	]) {
		expect(joinCodeOf(swapped)).not.toBe(joinCodeOf(device));
	}
});

test('a code is read as people type it', () => {
	expect(readJoinCode(' K3F9 X2M7 ')).toBe('k3f9-x2m7');
	expect(readJoinCode('k3f9x2m7')).toBe('k3f9-x2m7');
	expect(readJoinCode('OI1L-0000')).toBe('0111-0000');
});
