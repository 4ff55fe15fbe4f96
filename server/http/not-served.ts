import { refusal } from '#shared/refusal.ts';

/** What every route behind the local secret says of a workspace that is none of this Lintel's. */
export const notServed = refusal(
	'workspace',
	'This Lintel does not serve that repository.',
	'Run lintel in the repository first.',
);
