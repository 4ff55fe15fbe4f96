import type { Enrolment } from '#machines/history/enrolments.ts';
import type { Assurance } from '#shared/lifecycle/policy.ts';

const HOW = {
	founded: 'the browser that founded the workspace',
	second: 'the second key, made to get back in',
	joined: 'the browser they joined with',
	added: 'a device that was added',
	relay: 'the relay’s own key',
} as const;

/** Which device signed, by how it came here: `the browser they joined with`. */
export function deviceWords(device: Enrolment | null): string {
	if (device === null) return 'a key that nobody enrolled';
	return device.kind === 'passkey' && device.how !== 'second' ? 'a passkey' : HOW[device.how];
}

/** What its signature proves. */
export const ASSURANCE_WORDS: Readonly<Record<Assurance, string>> = {
	presence: 'A passkey: somebody was there and confirmed it.',
	device: 'A device key: that browser signed, whoever drove it.',
};

export const RELAY_WORDS = 'A machine’s key: it attests to what it saw, and approves nothing.';

/** Enough of a hash to compare by eye, in fours. */
export function shortHash(hash: string): string {
	return (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
