import { type Refusal, refusal } from '#shared/refusal.ts';

/** The relay closed a socket with a code that trying again would only repeat. */
export function refusedWith(code: number): Refusal {
	return refusal(
		`close-${code}`,
		'The relay ended the connection for good.',
		'Reload the page: the app and the relay may be of different versions.',
	);
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
