/** Which frozen texts a save puts beside the log. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { StoryId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import { revisionOf } from '#shared/lifecycle/revision.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createSignedWorkspace, NAME } from '#test/fixtures/signed-workspace.ts';

const artefact = StoryId.parse('st_aaaaaaaaaa');

/** Records what Ada, who founds the workspace, decides. */
async function createAda(workspace: Workspace) {
	const { founding, ada, sign } = await createSignedWorkspace();
	await workspace.journal.append([founding], [], [NAME]);

	async function record(payload: EventPayload, text: string | null = null): Promise<EventId> {
		const envelope = await sign(ada, payload, { heads: workspace.journal.ledger.heads() });
		const texts = text === null ? [] : [{ revision: revisionOf('story', text), text }];
		const answer = await workspace.journal.append([envelope], texts, []);
		if (!answer.ok) throw new Error(JSON.stringify(answer));
		return eventIdOf(envelope.event);
	}

	async function submit(text: string): Promise<{ answers: EventId; revision: Revision }> {
		const revision = revisionOf('story', text);
		const answers = await record(
			{ type: 'submitted', artefact, revision, criteria: {}, basis: [] },
			text,
		);
		return { answers, revision };
	}

	return { record, submit };
}

function textsIn({ folder }: WorkingCopy): string[] {
	const path = join(folder, '.lintel/revisions');
	return existsSync(path) ? readdirSync(path).map((name) => name.replace('.md', '')) : [];
}

describe('texts in the repository', () => {
	test('[LF5] what was approved stays, what waits is there, and drafts between are not', async () => {
		using copy = createWorkingCopy({});
		await using workspace = await openFolder(copy);
		const ada = await createAda(workspace);
		const first = await ada.submit('first');
		await ada.record({ type: 'approved', ...first });
		await ada.submit('second');
		const third = await ada.submit('third');
		await workspace.save();
		expect(textsIn(copy).sort()).toEqual([first.revision, third.revision].sort());
	});

	test('[LF5] a text that is approved after it was sent back is written by then', async () => {
		using copy = createWorkingCopy({});
		await using workspace = await openFolder(copy);
		const ada = await createAda(workspace);
		const only = await ada.submit('only');
		await ada.record({ type: 'withdrawn', answers: only.answers });
		await workspace.save();
		expect(textsIn(copy)).toEqual([]);
		await ada.record({ type: 'approved', ...only });
		await workspace.save();
		expect(textsIn(copy)).toEqual([only.revision]);
	});

	test('[LF5] a team can keep them out', async () => {
		using copy = createWorkingCopy({ 'lintel.config.json': '{ "revisions": false }' });
		await using workspace = await openFolder(copy);
		const ada = await createAda(workspace);
		await ada.record({ type: 'approved', ...(await ada.submit('first')) });
		const saved = await workspace.save();
		expect(saved.ok && saved.value.written.some((path) => path.startsWith('.lintel/log'))).toBe(
			true,
		);
		expect(textsIn(copy)).toEqual([]);
	});
});
