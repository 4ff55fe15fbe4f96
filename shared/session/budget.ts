/** How often a step may be rejected before it waits for a person. */
export const MOST_ATTEMPTS = 5;

/** How often in a row a lease may end with nothing handed in before the step waits for a person. */
export const MOST_LAPSES = 5;

/** How long a lease lasts without a sign of life from who holds it, in milliseconds. */
export const LEASE_MS = 30 * 60_000;
