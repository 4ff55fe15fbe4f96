/** What is timed, where the system's clock is set back in the midst of it. */
import { expect, test } from 'vitest';
import { createTickets, TICKET_LIFE_MS } from '#server/access/tickets.ts';
import { createCheckoutPlaces } from '#server/files/git/checkout-places.ts';
import { joins } from '#server/history/joins.ts';
import { createActivity } from '#server/http/activity.ts';
import { hashOf } from '#shared/hash.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { STORY } from '#test/e2e/world/evidence-shop.ts';
import { guard, openSessionShop } from '#test/e2e/world/session-shop.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

const DAY = 24 * 60 * 60_000;

test('[SN7] [RL31] a lease goes on, and lapses as long after that as any', {
	timeout: 60_000,
}, async () => {
	await using world = await openSessionShop();
	const { sessions, shop, kim } = world;
	const { id } = await world.start('story-review', STORY);
	await world.take(id);
	shop.served.pass(-DAY);
	expect(guard(await sessions.take(kim, id))).toBe('held');
	shop.served.pass(LEASE_MS - 1_000);
	expect(guard(await sessions.take(kim, id))).toBe('held');
	shop.served.pass(1_000);
	await world.take(id, kim);
});

test('[AC4] [RL31] a ticket holds on, and no longer than one that is issued then', () => {
	const clock = createClock();
	const tickets = createTickets({ random: createRandom(), now: clock.now });
	const origin = 'http://localhost:4400';
	const grant = { slug: 'app', key: hashOf('key'), member: 'mb_0000000000', origin } as const;
	const { ticket } = tickets.issue(grant);
	clock.pass(-DAY);
	expect(tickets.read(ticket)).toMatchObject(grant);
	clock.pass(TICKET_LIFE_MS - 1);
	expect(tickets.read(ticket)).toMatchObject(grant);
	clock.pass(1);
	expect(tickets.read(ticket)).toBeNull();
});

test('[RL31] a Lintel that nobody uses knows it from then on', () => {
	const clock = createClock();
	const activity = createActivity(clock.now);
	clock.pass(-DAY);
	expect(activity.idleFor()).toBe(0);
	clock.pass(1_000);
	expect(activity.idleFor()).toBe(1_000);
});

test('[HI2] [RL31] what somebody types after it is an edition of its own', () => {
	const clock = createClock();
	const by = [{ kind: 'person', id: 'mb_0000000ada', name: 'Ada' }] as const;
	const began = clock.now();
	clock.pass(1_000);
	const open = { by, began, at: clock.now() };
	expect(joins(open, by, clock.now())).toBe(true);
	clock.pass(-DAY);
	expect(joins(open, by, clock.now())).toBe(false);
});

test('[HT9] [RL31] git is asked again where the checkout’s code is', () => {
	const clock = createClock();
	let asked = 0;
	const run = () => {
		asked++;
		return null;
	};
	const look = createCheckoutPlaces({ root: '/', run, now: clock.now });
	look();
	const once = asked;
	clock.pass(-DAY);
	look();
	expect(asked).toBe(2 * once);
});
