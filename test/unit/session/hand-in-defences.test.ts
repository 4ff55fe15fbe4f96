/** What nothing gets past that is handed in: one test for each guard that others would hide. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AgentId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent } from '#shared/lifecycle/compose.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { CODE, FILES, LOCK, SESSION, SHELF, STORY, TEST } from '#test/e2e/world/evidence-shop.ts';
import { blobOf } from '#test/e2e/world/person.ts';
import { serveFolder } from '#test/e2e/world/served.ts';
import { guard, openSessionShop, type SessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };
const REVIEW = { summary: 'No gap.', remarks: [] };
const CODED = { summary: 'Written.', files: [CODE] };

test('[SN1] nobody works for a workspace that nobody founded', PATIENCE, async () => {
	await using served = await serveFolder({ ...FILES });
	const robin = { id: AgentId.parse('ag_0123456789'), name: 'robin' };
	const asked = { kind: 'story-review', artefact: STORY, goal: null } as const;
	expect(guard(await served.workspace.sessions.start(robin, asked))).toBe('unfounded');
});

test(
	'[SN3] what is no hand-in leaves nothing behind, and one agent’s answer is no other’s',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, robin, kim } = world;
		const { id } = await world.start('story-review', STORY);
		await world.take(id);
		const told = () => sessions.transcript(id, 0, 100).map(({ body }) => body.type);
		const before = told();
		const wrongStep = await sessions.submit(robin, id, 'revise', {
			summary: 'Left.',
			artefacts: [STORY],
		});
		expect(wrongStep).toMatchObject({ ok: false, error: { guard: 'other-step' } });
		expect(JSON.stringify(wrongStep)).toContain('at the step “review”, not at “revise”');
		const remark = { artefact: STORY, weight: 'note', text: 'x'.repeat(1_000) };
		const long = { summary: 'Much.', remarks: Array.from({ length: 25 }, () => remark) };
		expect(guard(await sessions.submit(robin, id, 'review', long))).toBe('too-long');
		expect(guard(await sessions.submit(kim, id, 'review', REVIEW))).toBe('not-holder');
		expect(guard(await sessions.ask(robin, id, 'review', ' \n'))).toBe('empty-question');
		expect(guard(await sessions.ask(kim, id, 'review', 'Me?'))).toBe('not-holder');
		expect(guard(await sessions.release(kim, id))).toBe('not-holder');
		expect(told()).toEqual(before);

		await world.submit(id, 'review', REVIEW);
		expect(guard(await sessions.submit(kim, id, 'review', REVIEW))).toBe('other-step');
		expect((await world.submit(id, 'review', REVIEW)).accepted).toBe(true);
	},
);

test(
	'[SN3] while tests run nobody takes the step, and the same words are checked once',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { sessions, robin } = world;
		const { id, go } = await codeSlowly(world);
		const first = world.submit(id, 'code', CODED);
		await world.until(id, ({ phase }) => phase === 'validating');
		expect(guard(await sessions.take(robin, id))).toBe('being-judged');
		const again = world.submit(id, 'code', CODED);
		// Whatever happens meanwhile makes the relay look at what it has to do.
		await world.shop.say({ type: 'archived', artefact: 'st_0000000000' });
		go();
		for (const verdict of await Promise.all([first, again])) expect(verdict.accepted).toBe(true);
		const told = sessions.transcript(id, 0, 100).flatMap(({ body }) => {
			return body.type === 'check' ? [body.check] : [];
		});
		expect(told).toEqual(['test-file', 'code-file', 'only-its-files', 'tests-pass']);
	},
);

test('[SN2] a Lintel that ends while tests run says nothing of them', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { sessions, robin } = world;
	const { id } = await codeSlowly(world);
	const handed = sessions.submit(robin, id, 'code', CODED);
	await world.until(id, ({ phase }) => phase === 'validating');
	sessions.stop();
	expect(guard(await handed)).toBe('late-verdict');
	expect(sessions.get(id)?.steps[0]?.attempts).toMatchObject([{ verdict: null }]);
});

test('[SN2] what came into the log past every tool is held to its schema', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { served } = world.shop;
	const { journal, relay } = served.workspace;
	const { id } = await world.start('story-review', STORY);
	await world.take(id);
	const blob = blobOf('all of it');
	const head = {
		workspace: journal.ledger.state().root,
		heads: journal.ledger.heads(),
		at: new Date().toISOString(),
		by: { key: relay.signer.keyId, agent: world.robin.id },
	};
	const on = { session: id, step: 'review', content: blobRefOf(blob) };
	const handed = composeEvent(head, { type: 'stepSubmitted', ...on });
	await journal.append([await sealEvent(relay.signer, handed)], [], [blob]);
	await world.until(id, ({ phase }) => phase === 'revising');
	const { feedback } = await world.take(id);
	expect(feedback.at(-1)).toContain('is not what “Look for gaps” asks for');
	expect(served.errors).toEqual([]);
});

test(
	'[SN12] a file of the trace is there, says something, and is the one handed in',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { shop } = world;
		const { id } = await world.start('component-code', SESSION);
		await world.take(id);
		const hand = async (summary: string, files = [CODE]) => {
			const { checks } = await world.submit(id, 'code', { summary, files });
			return checks.at(-1);
		};
		shop.remove(CODE);
		expect(await hand('One.')).toMatchObject({ check: 'code-file', passed: false });
		shop.write(CODE, '');
		expect((await hand('Two.'))?.text).toContain(`${CODE} is empty`);
		shop.write(CODE, FILES[CODE] ?? '');
		expect((await hand('Three.', ['src/other.ts']))?.text).toContain(`The code file is ${CODE}.`);
		shop.remove(TEST);
		expect(await hand('Four.')).toMatchObject({ check: 'test-file', passed: false });
	},
);

/** A component’s code in hand, whose tests pass once they are let go. */
async function codeSlowly(world: SessionShop) {
	const { shop } = world;
	const gate = `${shop.served.folder}/go`;
	shop.write(
		TEST,
		`import { test } from 'node:test';
import { existsSync } from 'node:fs';
import '../../src/accounts/session.ts';

test('it is let go [${SHELF}] [${LOCK}]', async () => {
	while (!existsSync('${gate}')) await new Promise((resolve) => setTimeout(resolve, 20));
});
`,
	);
	const { id } = await world.start('component-code', SESSION);
	await world.take(id);
	return { id, go: () => writeFileSync(gate, '') };
}
