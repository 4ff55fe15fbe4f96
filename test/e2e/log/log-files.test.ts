import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import type { StoryId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { canonicalStory, criterionHashes, revisionOf } from '#shared/lifecycle/revision.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { lintel } from '#test/e2e/world/lintel-command.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createKey, createPerson, type Person } from '#test/e2e/world/person.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const FILES = { 'user_stories.md': HAND_WRITTEN_STORIES };

async function found(workspace: Workspace, person: Person): Promise<void> {
	const second = await createKey();
	const event = composeEvent(
		{
			workspace: null,
			heads: [],
			at: '2026-11-22T09:00:00.000Z',
			by: { key: person.signer.keyId },
		},
		{
			type: 'workspaceFounded',
			member: person.id,
			name: blobRefOf(person.name),
			device: person.device,
			second: { key: second.publicKey, access: null },
			nonce: 'A'.repeat(22),
		},
	);
	await append(workspace, [await sealEvent(person.signer, event)], [person.name]);
}

async function sign(
	workspace: Workspace,
	person: Person,
	payload: EventPayload,
): Promise<Envelope> {
	const { ledger } = workspace.journal;
	const head = {
		workspace: ledger.state().root,
		heads: ledger.heads(),
		at: '2026-11-22T10:00:00.000Z',
		by: { key: person.signer.keyId },
	};
	return sealEvent(person.signer, composeEvent(head, payload));
}

/** Submits and approves the first story. */
async function approveFirst(workspace: Workspace, person: Person): Promise<StoryId> {
	const story = workspace.artefacts().stories[0];
	if (!story) throw new Error('There is no story.');
	const text = canonicalStory(story);
	const revision = revisionOf('story', text);
	const criteria = criterionHashes(story);
	const submitted = await sign(workspace, person, {
		type: 'submitted',
		...{ artefact: story.id, revision, criteria, basis: [] },
	});
	await append(workspace, [submitted], [], [{ revision, text }]);
	const answers = eventIdOf(submitted.event);
	await append(workspace, [await sign(workspace, person, { type: 'approved', answers, revision })]);
	return story.id;
}

async function append(
	workspace: Workspace,
	envelopes: Envelope[],
	blobs: Person['name'][] = [],
	texts: { revision: string; text: string }[] = [],
): Promise<void> {
	const result = await workspace.journal.append(envelopes, texts, blobs);
	if (!result.ok) throw new Error(JSON.stringify(result));
}

function segmentsIn(copy: WorkingCopy): string[] {
	return readdirSync(join(copy.folder, '.lintel/log')).sort();
}

function stateOf(workspace: Workspace) {
	const { heads, root } = workspace.journal.ledger.state();
	const phases = workspace.artefacts().stories.map(({ id }) => workspace.viewOf(id).phase);
	return { heads, root, phases };
}

describe('the log in the repository', () => {
	test('[LF1] a save writes one segment with what it names, and a second save nothing', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await found(workspace, await createPerson('Ada'));
		await until(() => workspace.observed().unsaved === 1);
		const saved = await workspace.save();
		expect(saved).toMatchObject({ ok: true });
		expect(segmentsIn(copy)).toHaveLength(1);
		expect(readdirSync(join(copy.folder, '.lintel/blobs'))).toHaveLength(1);
		expect(workspace.observed().unsaved).toBe(0);
		const again = await workspace.save();
		expect(again).toMatchObject({ ok: true, value: { written: [] } });
	});

	test('[LF1] an approval travels with its text through git alone, to a clone that never met this relay', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		const ada = await createPerson('Ada');
		await found(workspace, ada);
		const id = await approveFirst(workspace, ada);
		await workspace.save();
		expect(readdirSync(join(copy.folder, '.lintel/revisions'))).toHaveLength(1);
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Approve');

		copy.git('clone', '-q', copy.folder, `${copy.data}-clone`);
		await using clone = await openFolder({ folder: `${copy.data}-clone`, data: `${copy.data}-2` });
		expect(stateOf(clone)).toEqual(stateOf(workspace));
		expect(clone.viewOf(clone.artefacts().stories[0]?.id ?? 'st_0000000000')).toMatchObject({
			id,
			phase: 'approved',
		});
	});

	test('[IN2] the hook puts the log into the commit that is being made', async () => {
		using copy = createWorkingCopy(FILES);
		await lintel(['init', '--hook'], copy);
		const workspace = await openFolder(copy);
		await found(workspace, await createPerson('Ada'));
		await workspace[Symbol.asyncDispose]();
		copy.write('README.md', 'words\n');
		copy.git('add', 'README.md');
		const before = process.env['LINTEL_DATA'];
		process.env['LINTEL_DATA'] = copy.data;
		copy.git('commit', '-q', '-m', 'Words');
		if (before === undefined) delete process.env['LINTEL_DATA'];
		else process.env['LINTEL_DATA'] = before;
		const files = copy.git('show', '--name-only', '--format=').trim().split('\n');
		expect(files.filter((path) => path.startsWith('.lintel/log/'))).toHaveLength(1);
		expect(files.filter((path) => path.startsWith('.lintel/blobs/'))).toHaveLength(1);
		expect(files).not.toContain('user_stories.md');
	});

	test('[LF2] segments that a pull brings are admitted while it runs', async () => {
		using copy = createWorkingCopy(FILES);
		await using here = await openFolder(copy);
		const ada = await createPerson('Ada');
		await found(here, ada);
		await here.save();
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Found');
		copy.git('clone', '-q', copy.folder, `${copy.data}-clone`);
		await using there = await openFolder({ folder: `${copy.data}-clone`, data: `${copy.data}-2` });
		await approveFirst(here, ada);
		await here.save();
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Approve');
		copy.git('-C', `${copy.data}-clone`, 'pull', '-q');
		await until(() => there.journal.ledger.size === here.journal.ledger.size);
		expect(stateOf(there)).toEqual(stateOf(here));
	});

	test('[LF2] two branches that both decided merge as sets', async () => {
		using copy = createWorkingCopy(FILES);
		const here = await openFolder(copy);
		const ada = await createPerson('Ada');
		await found(here, ada);
		await here.save();
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Found');
		copy.git('clone', '-q', copy.folder, `${copy.data}-clone`);
		const clone = { folder: `${copy.data}-clone`, data: `${copy.data}-2` };
		const there = await openFolder(clone);
		const [first, , third] = here.artefacts().stories;
		if (!first || !third) throw new Error('There are three stories.');
		await append(here, [await sign(here, ada, { type: 'archived', artefact: first.id })]);
		await append(there, [await sign(there, ada, { type: 'archived', artefact: third.id })]);
		await here.save();
		await there.save();
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Archive the first');
		copy.git('-C', clone.folder, 'add', '-A');
		copy.git('-C', clone.folder, 'commit', '-q', '-m', 'Archive the third');
		copy.git('-C', clone.folder, 'pull', '-q', '--no-rebase', '--no-edit');
		await there.save();
		expect(stateOf(there).phases).toEqual(['archived', 'draft', 'archived']);
		await here[Symbol.asyncDispose]();
		await there[Symbol.asyncDispose]();
	});

	test('[LF3] a line that is no event keeps out only itself, and [CM7] status says so', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		await found(first, await createPerson('Ada'));
		await first.save();
		expect(first.status().log).toEqual({ events: 1, verified: true });
		await first[Symbol.asyncDispose]();
		copy.write('.lintel/log/0000.jsonl', '{"event":{},"sig":{}}\nnot json\n');
		await using again = await openFolder({ ...copy, data: `${copy.data}-fresh` });
		expect(again.journal.ledger.size).toBe(1);
		expect(again.findings().map(({ rule }) => rule)).toContain('log-line-invalid');
		expect(again.status().log).toEqual({ events: 1, verified: false });
	});

	test('[LF3] a forged event is refused, and everything else counts', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		const ada = await createPerson('Ada');
		const eve = await createPerson('Eve');
		await found(first, ada);
		const artefact = await approveFirst(first, ada);
		const hers = await sign(first, eve, { type: 'archived', artefact });
		const { event } = await sign(first, ada, { type: 'archived', artefact });
		// Under her own key, which nobody let in, and under Ada's, which she has not.
		const forged = [hers, { event, sig: hers.sig }];
		await first.save();
		const expected = stateOf(first);
		await first[Symbol.asyncDispose]();
		const lines = forged.map((envelope) => `${JSON.stringify(envelope)}\n`).join('');
		writeFileSync(join(copy.folder, '.lintel/log/eve.jsonl'), lines);
		await using again = await openFolder({ ...copy, data: `${copy.data}-fresh` });
		expect(stateOf(again)).toEqual(expected);
		const refused = again.findings().find(({ rule }) => rule === 'log-event-refused');
		expect(refused?.message).toContain('2 events');
	});
});
