import { expect, test } from 'vitest';
import { createTickets, TICKET_LIFE_MS } from '#server/access/tickets.ts';
import { hashOf } from '#shared/hash.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

const GRANT = {
	slug: 'app',
	key: hashOf('key'),
	member: 'mb_0000000000',
	origin: 'http://localhost:4400',
} as const;

test('[AC4] a ticket is read until it runs out, and is nobody else’s', () => {
	const clock = createClock();
	const tickets = createTickets({ random: createRandom(), now: clock.now });
	const { ticket, expiresAt } = tickets.issue(GRANT);
	expect(tickets.read(ticket)).toMatchObject(GRANT);
	expect(tickets.read(`${ticket.slice(0, -1)}_`)).toBeNull();
	expect(Date.parse(expiresAt)).toBe(clock.now().getTime() + TICKET_LIFE_MS);
	clock.pass(TICKET_LIFE_MS);
	expect(tickets.read(ticket)).toBeNull();
});

test('asking for tickets without end keeps only the latest ten thousand', () => {
	const tickets = createTickets({ random: createRandom(), now: createClock().now });
	const issued = Array.from({ length: 10_002 }, () => tickets.issue(GRANT).ticket);
	const reads = [0, 1, 2, 10_001].map((at) => tickets.read(issued[at] ?? '') !== null);
	expect(reads).toEqual([false, false, true, true]);
});
