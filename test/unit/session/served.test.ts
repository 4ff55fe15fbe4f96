/** What the app shows of a Session, as a real relay tells it: a silent Agent, a pack that was cut. */
import { expect, test } from 'vitest';
import { leaseWords } from '#client/features/session/lease-words.ts';
import { SessionPack, TranscriptPage } from '#shared/protocol/sessions.ts';
import { LEASE_MS } from '#shared/session/budget.ts';
import { FILES, SESSION, STORY } from '#test/e2e/world/evidence-shop.ts';
import { ticketOf } from '#test/e2e/world/served.ts';
import { guard, openSessionShop, type SessionShop } from '#test/e2e/world/session-shop.ts';

const MINUTE_MS = 60_000;

test('[SB2] an agent is called silent while the relay still waits for it, and given up when it no longer does', async () => {
	await using world = await openSessionShop();
	const { sessions, shop, kim } = world;
	const { id } = await world.start('story-review', STORY);
	const ask = await askingOf(world, id);
	let passed = 0;
	const pass = (ms: number) => {
		passed += ms;
		shop.served.pass(ms);
	};
	/** As a page says it that opens now: from the last entry that it reads. */
	const words = async () => {
		const { entries } = TranscriptPage.parse(await ask('transcript'));
		return leaseWords(new Date(entries.at(-1)?.at ?? ''), new Date(Date.now() + passed));
	};
	await world.take(id);
	expect(await words()).toBeNull();
	pass(LEASE_MS - 5.5 * MINUTE_MS);
	expect(await words()).toMatch(/^silent; runs out in [56] minutes$/);
	expect(guard(await sessions.take(kim, id))).toBe('held');
	sessions.tell(id, 'robin', { type: 'text', text: 'Still reading.' });
	expect(await words()).toBeNull();
	pass(LEASE_MS);
	expect(await words()).toBe('silent for half an hour; another agent may take it');
	await world.take(id, kim);
	expect(await words()).toBeNull();
});

test('[SB12] a pack that is too long comes with what was left out, and why', async () => {
	const line = 'Whoever reads this far has read a rule of the house that nobody needs.\n';
	const rules = {
		'.lintel/rules/long.md': line.repeat(200),
		'lintel.config.json': JSON.stringify({ sessions: { packTokens: 2_000 } }),
	};
	await using world = await openSessionShop({}, { ...FILES, ...rules });
	const { id } = await world.start('component-code', SESSION);
	const { pack: mine } = await world.take(id);
	const ask = await askingOf(world, id);
	const { pack, step } = SessionPack.parse(await ask('pack'));
	expect(step).toBe('code');
	expect(pack).toEqual(mine);
	expect(pack?.tokens).toBeLessThanOrEqual(pack?.budget ?? 0);
	expect(pack?.left.map(({ title }) => title)).toEqual([
		'Other findings',
		'Rule .lintel/rules/long.md',
	]);
	expect(pack?.left.at(-1)?.why).toMatch(/^Cut: the budget is 2,000 tokens/);
	expect(pack?.parts.map(({ input }) => input)).toContain('artefact');
});

/** What Ada’s app asks about a Session. */
async function askingOf({ shop: { ada, served } }: SessionShop, id: string) {
	const ticket = await ticketOf(served, ada);
	const headers = { authorization: `Bearer ${ticket}` };
	return async (what: string): Promise<unknown> => {
		const url = `${served.origin}/api/w/${served.workspace.slug}/sessions/${id}/${what}`;
		const answer = await served.fetch(url, { headers });
		if (!answer.ok) throw new Error(await answer.text());
		return answer.json();
	};
}
