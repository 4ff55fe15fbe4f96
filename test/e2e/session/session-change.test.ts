import { expect, test } from 'vitest';
import { basisOf } from '#machines/lifecycle/basis.ts';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import { revisionInHand } from '#server/artefact/revision-in-hand.ts';
import { setCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { submittedParts } from '#shared/lifecycle/submitted-parts.ts';
import { restsOn } from '#shared/lifecycle/upstream.ts';
import { CONTEXT, LOCK, SESSION, STORY } from '#test/e2e/world/evidence-shop.ts';
import { append, signedBy } from '#test/e2e/world/served.ts';
import { guard, openSessionShop, type SessionShop } from '#test/e2e/world/session-shop.ts';

const PATIENCE = { timeout: 60_000 };
const verdict = (id: ArtefactId, verdict: 'edit' | 'holds') => ({ id, verdict, why: 'Three now.' });

test(
	'[SN17] what a change shook is edited or reaffirmed, and its session ends',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { shop } = world;
		const { workspace } = shop.served;
		await shakeEverything(world);
		expect(workspace.viewOf(CONTEXT).standing).toBe('suspect');
		expect(workspace.viewOf(SESSION).standing).toBe('suspect');

		const { id } = await world.start('change', STORY);
		await world.take(id);
		const proposed = await propose(world, id, verdict(SESSION, 'edit'));
		expect(proposed.checks.at(-1)).toMatchObject({ check: 'suspects-answered', passed: false });
		expect(proposed.checks.at(-1)?.text).toContain(CONTEXT);
		const both = [verdict(CONTEXT, 'holds'), verdict(SESSION, 'edit')];
		const strange = await propose(world, id, ...both, verdict('st_0000000000', 'edit'));
		expect(strange.checks.at(-1)?.text).toContain('st_0000000000 does not rest on what changed');
		expect(await propose(world, id, ...both)).toMatchObject({ accepted: true });

		const hand = await world.take(id, world.kim);
		expect(hand.step.name).toBe('edit');
		await world.type('Three wrong passwords are enough.');
		const less = await world.submit(id, 'edit', { summary: '.', artefacts: [SESSION] }, world.kim);
		expect(less.checks.at(-1)?.text).toContain(`leaves out ${CONTEXT}`);
		const edited = { summary: 'Three.', artefacts: [CONTEXT, SESSION] };
		const submitted = await world.submit(id, 'edit', edited, world.kim);
		expect(submitted.checks.filter(({ passed }) => !passed)).toEqual([]);
		expect(submitted.session.waiting).toEqual({ for: 'approval', artefacts: [CONTEXT, SESSION] });
		expect(guard(await world.sessions.take(world.kim, id))).toBe('waits-for-approval');

		await world.review(SESSION);
		expect(workspace.viewOf(SESSION)).toMatchObject({ phase: 'implemented', standing: 'current' });
		expect(world.sessions.get(id)?.phase).toBe('waiting');
		await reaffirm(world, CONTEXT);
		expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');
		expect(workspace.viewOf(SESSION)).toMatchObject({ standing: 'current' });
		expect(shop.served.errors).toEqual([]);
	},
);

test('[SN17] where all of it holds, reaffirming is enough', PATIENCE, async () => {
	await using world = await openSessionShop();
	await shakeEverything(world);
	const { id } = await world.start('change', STORY);
	await world.take(id);
	await propose(world, id, verdict(CONTEXT, 'holds'), verdict(SESSION, 'holds'));
	await world.take(id);
	const held = { summary: 'All of it holds.', artefacts: [CONTEXT, SESSION] };
	expect((await world.submit(id, 'edit', held)).session.phase).toBe('waiting');
	await reaffirm(world, CONTEXT);
	expect(world.sessions.get(id)?.phase).toBe('waiting');
	await reaffirm(world, SESSION);
	expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');
});

test('[SN17] an edit above an edit is decided first, then the one below', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { workspace } = world.shop.served;
	const id = await editBoth(world);
	await world.review(CONTEXT);
	await expect.poll(() => workspace.viewOf(SESSION).phase, PATIENCE).toBe('review');
	expect(workspace.viewOf(SESSION).submission).toMatchObject({ agent: world.robin.id });
	await world.review(SESSION);
	expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');
	expect(world.shop.served.errors).toEqual([]);
});

test(
	'[SN17] what waits for another edit is submitted by a Lintel that started since',
	PATIENCE,
	async () => {
		await using world = await openSessionShop();
		const { ada, served } = world.shop;
		const id = await editBoth(world);
		await using after = await served.again();
		const { workspace } = after;
		expect(workspace.viewOf(SESSION).phase).toBe('draft');
		const { submission } = workspace.viewOf(CONTEXT);
		if (submission === null) throw new Error('It is not in review.');
		const { event: answers, revision } = submission;
		await append(after, await signedBy(after, ada, { type: 'approved', answers, revision }));
		await expect.poll(() => workspace.viewOf(SESSION).phase, PATIENCE).toBe('review');
		expect(workspace.viewOf(SESSION).submission).toMatchObject({ agent: world.robin.id });

		// Once it was submitted it is in people's hands: what they withdraw stays withdrawn.
		const { submission: own } = workspace.viewOf(SESSION);
		if (own === null) throw new Error('It is not in review.');
		await append(after, await signedBy(after, ada, { type: 'withdrawn', answers: own.event }));
		await workspace.sessions.take(world.kim, id);
		expect(workspace.viewOf(SESSION).phase).toBe('draft');
		expect(after.errors).toEqual([]);
	},
);

test('[SN17] what somebody edited since is theirs to submit', PATIENCE, async () => {
	await using world = await openSessionShop();
	const { workspace } = world.shop.served;
	const id = await editBoth(world);
	await world.type('And the reader is told.');
	await world.review(CONTEXT);
	// Whatever is due was done before that answers.
	expect(guard(await world.sessions.take(world.kim, id))).toBe('waits-for-approval');
	expect(workspace.viewOf(SESSION).phase).toBe('draft');
	await approveNow(world, SESSION);
	expect((await world.until(id, ({ ended }) => ended !== null)).phase).toBe('done');
});

/** A change's Session whose Agent edited a Context and a Design below it, and handed both in. */
async function editBoth(world: SessionShop): Promise<SessionId> {
	const { shop } = world;
	const { workspace } = shop.served;
	await shakeEverything(world);
	const { id } = await world.start('change', STORY);
	await world.take(id);
	await propose(world, id, verdict(CONTEXT, 'edit'), verdict(SESSION, 'edit'));
	await world.take(id);
	shop.write('context_map.md', shop.read('context_map.md').replace('Signs in.', 'Three tries.'));
	const written = () => workspace.artefacts().contexts[0]?.responsibilities;
	await expect.poll(written, PATIENCE).toBe('Three tries.');
	await world.type('Three wrong passwords are enough.');
	const edited = { summary: 'Three.', artefacts: [CONTEXT, SESSION] };
	const handed = await world.submit(id, 'edit', edited);
	expect(handed.checks.at(-1)?.text).toContain('it is submitted once that is approved');
	const phases = [CONTEXT, SESSION].map((one) => workspace.viewOf(one).phase);
	expect(phases).toEqual(['review', 'draft']);
	return id;
}

function propose(world: SessionShop, id: SessionId, ...artefacts: ReturnType<typeof verdict>[]) {
	return world.submit(id, 'propose', { summary: `${artefacts.length} verdicts.`, artefacts });
}

/** All rests on the story as it is; then the story asks for something else, and Ada approves that. */
async function shakeEverything(world: SessionShop): Promise<void> {
	const { shop } = world;
	const { workspace } = shop.served;
	// The shop's own approvals rest on nothing.
	shop.write('context_map.md', shop.read('context_map.md').replace('Sign-in.', 'Signs in.'));
	const written = () => workspace.artefacts().contexts[0]?.responsibilities;
	await expect.poll(written, PATIENCE).toBe('Signs in.');
	await world.type('It counts tries.');
	for (const id of [CONTEXT, SESSION]) await approveNow(world, id);
	const origin = { kind: 'person', id: 'ada' } as const;
	await workspace.rooms.open('stories').edit(origin, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		setCriterion(doc, STORY, LOCK, 'Three wrong passwords lock sign-in', origin);
	});
	await approveNow(world, STORY);
}

async function approveNow(world: SessionShop, id: ArtefactId): Promise<void> {
	const { workspace } = world.shop.served;
	const found = findArtefact(workspace.artefacts(), id);
	if (!found.ok) throw new Error(found.error.reason);
	const basis = basisNow(world, id);
	const submitted = {
		type: 'submitted',
		...submittedParts(found.value),
		basis,
	} as const;
	const revision = revisionOfArtefact(found.value);
	await world.shop.say({ artefact: id, revision, ...submitted });
	await world.review(id);
}

function basisNow({ shop }: SessionShop, id: ArtefactId) {
	const { workspace } = shop.served;
	const above = restsOn(workspace.artefacts(), id);
	return basisOf(workspace.journal.ledger.state(), above, revisionInHand({ workspace }));
}

async function reaffirm(world: SessionShop, id: ArtefactId): Promise<void> {
	const { submission } = world.shop.served.workspace.viewOf(id);
	if (submission === null) throw new Error(`${id} was never submitted.`);
	const basis = basisNow(world, id);
	await world.shop.say({ type: 'reaffirmed', answers: submission.event, basis });
}
