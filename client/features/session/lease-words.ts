import { LEASE_MS } from '#shared/session/budget.ts';

/** Said from here on: a lease that ran out soon is nobody's surprise then. */
const SOON_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Whether a lease nears its end, in words; null while its holder is heard of. `heard` is the last
 * sign of life that this page knows of; the relay may know of a later one.
 */
export function leaseWords(heard: Date, now: Date): string | null {
	const left = heard.getTime() + LEASE_MS - now.getTime();
	if (left > SOON_MS) return null;
	if (left <= 0) return 'silent for half an hour; another agent may take it';
	const minutes = Math.max(1, Math.round(left / MINUTE_MS));
	return `silent; runs out in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
}
