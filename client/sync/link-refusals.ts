import { type Refusal, refusal } from '#shared/refusal.ts';

/** The relay's guard when a key asks for a ticket that no member's device has. */
export const UNKNOWN_DEVICE = 'device';

/** The relay closed a socket with a code that trying again would only repeat. */
export function refusedWith(code: number): Refusal {
	return refusal(
		`close-${code}`,
		'The relay ended the connection for good.',
		'Reload the page: the app and the relay may be of different versions.',
	);
}

export const notLoaded = refusal(
	'not-loaded',
	'The part of Lintel that connects to the relay did not load.',
	'Open the page again; what is not sent stays on this device.',
);

export const noStorage = refusal(
	'no-storage',
	'This browser lets Lintel keep nothing, and without that it cannot know who you are.',
	'Allow site data for this address, or leave the private window; then reload the page.',
);

/** The relay answers over HTTP, and its sockets close before they say a word. */
export const noSocket = refusal(
	'no-socket',
	'The relay answers, but the live connection to it ends at once.',
	'If a proxy stands before it, let WebSockets through; what is not sent stays on this device.',
);

/** What this device keeps could not be written, and without it nothing is evened out. */
export const notKept = refusal(
	'not-kept',
	'A document started anew on the relay, and this browser could not store that.',
	'Free some space on its disk, then reload the page.',
);

const MAY_PASS = new Set([
	...['offline', 'silent', 'gateway', 'no-relay'],
	...['unreadable', 'nonce-rate', 'not-kept', 'opening'],
]);

/** Nothing answered, or something that was no relay, or it cannot just now: it may come back. */
export function mayPass({ guard }: Refusal): boolean {
	return MAY_PASS.has(guard);
}

export const readOnly = refusal(
	'role',
	'You may read this workspace and not write in it: what you wrote stays on this device.',
	'Ask an owner for the role of author.',
);

export const otherRoot = refusal(
	'wrong-root',
	'The relay serves another workspace under this address than the one this browser remembers.',
	'Compare the six words with your team before you trust it.',
);
