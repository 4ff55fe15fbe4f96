import { refusal } from '#shared/refusal.ts';

/** What is said of a relay that is there and says nothing. */
export const silent = refusal(
	'silent',
	'The relay takes the connection and does not answer.',
	'Look where it runs, and start it again; what is not sent stays on this device.',
);
