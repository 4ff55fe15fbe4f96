import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Timer } from '#server/timer.ts';
import type { Workspace } from '#server/workspace.ts';
import { setStoryNarrative } from '#shared/doc/edits/stories.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { StoryId } from '#shared/id.ts';
import { Edition, EditionPage } from '#shared/protocol/history.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import {
	append,
	bearer,
	foundBy,
	serveFolder,
	signedBy,
	ticketOf,
} from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const ID = StoryId.parse('st_0000000001');
const STORIES = `# Shop\n\n## Sign in <!-- ${ID} -->\n\nAs a reader, I sign in.\n\n- It works <!-- ac_0000000001 -->\n`;
const ADA = { kind: 'person', id: 'mb_0000000ada' } as const;
const BEN = { kind: 'person', id: 'mb_0000000ben' } as const;
const ROBIN = { kind: 'agent', id: 'ag_00000r0b1n' } as const;

async function write(workspace: Workspace, origin: Origin, words: string): Promise<void> {
	await workspace.rooms
		.open('stories')
		.edit(origin, (yDoc) => setStoryNarrative(openStoriesDoc(yDoc), ID, words, origin));
}

/** All that is to happen later is due already, as where a machine is busy. */
const AT_ONCE: Timer = {
	after(_, run) {
		const soon = setImmediate(run);
		return () => clearImmediate(soon);
	},
};

/** Who wrote each edition, oldest first, and how its narrative began. */
function told({ history }: Workspace): string[] {
	const { editions } = history.list(ID, null, 50);
	return editions.toReversed().map(({ n, by }) => {
		const fields = history.read(ID, n)?.fields;
		const words = fields?.kind === 'story' ? fields.story.narrative : '';
		return `${by.map(({ kind }) => kind).join('+')}: ${words}`;
	});
}

describe('what an artefact said when', () => {
	test('[HI4] a start so slow that history is due before it is done loses neither', async () => {
		using copy = createWorkingCopy({ 'user_stories.md': STORIES });
		const first = await openFolder(copy);
		await first.files.ready;
		await write(first, ADA, 'Ada wrote this.');
		await first[Symbol.asyncDispose]();

		copy.write('user_stories.md', copy.read('user_stories.md').replace('Ada', 'A file'));
		await using again = await openFolder(copy, fs, 'poll', AT_ONCE);
		await again.files.ready;
		await until(() => told(again).at(-1) === 'file: A file wrote this.');
		expect(again.errors).toEqual([]);
	});

	test('[HI6] survives a restart, with two people, an agent and a file as its authors', async () => {
		using copy = createWorkingCopy({ 'user_stories.md': STORIES });
		const first = await openFolder(copy);
		await first.files.ready;
		await until(() => told(first).length === 1);
		await write(first, ADA, 'Ada wrote this.');
		await until(() => told(first).length === 2);
		await pause();
		await write(first, BEN, 'Ben wrote this.');
		await until(() => told(first).length === 3);
		await write(first, ROBIN, 'Robin wrote this.');
		await until(() => copy.read('user_stories.md').includes('Robin wrote this.'));
		await until(() => told(first).length === 4);
		await first[Symbol.asyncDispose]();

		copy.write('user_stories.md', copy.read('user_stories.md').replace('Robin', 'A file'));
		await using again = await openFolder(copy);
		await until(() => told(again).length === 5);
		await pause();
		expect(told(again)).toEqual([
			'seed: As a reader, I sign in.',
			'person: Ada wrote this.',
			'person: Ben wrote this.',
			'agent: Robin wrote this.',
			'file: A file wrote this.',
		]);
		const [newest] = again.history.list(ID, null, 1).editions;
		expect(newest?.revision).toMatch(/^[0-9a-f]{64}$/);
		expect(newest?.by).toEqual([{ kind: 'file', id: 'user_stories.md' }]);
	});

	test('[HI3] a submission ends the edition that it rests on', async () => {
		const ada = await createPerson('Ada');
		await using served = await serveFolder({ 'user_stories.md': STORIES });
		await foundBy(served, ada);
		const { workspace } = served;
		const by = { kind: 'person', id: ada.id } as const;
		await until(() => told(workspace).length === 1);
		await write(workspace, by, 'Before.');
		await append(served, await signedBy(served, ada, { type: 'archived', artefact: ID }));
		await write(workspace, by, 'After.');
		await until(() => told(workspace).includes('person: After.'));
		expect(told(workspace).slice(-2)).toEqual(['person: Before.', 'person: After.']);
	});

	test('[HI6] members read it over HTTP, page by page; nobody else does', async () => {
		const ada = await createPerson('Ada');
		await using served = await serveFolder({ 'user_stories.md': STORIES });
		await foundBy(served, ada);
		await until(() => told(served.workspace).length === 1);
		await write(served.workspace, { kind: 'person', id: ada.id }, 'Ada wrote this.');
		await until(() => told(served.workspace).length === 2);
		const headers = bearer(await ticketOf(served, ada));
		const url = `${served.origin}/api/w/${served.workspace.slug}/history`;
		const ask = (path: string) => fetch(`${url}/${path}`, { headers });

		const page = EditionPage.parse(await (await ask(`${ID}?limit=1`)).json());
		expect(page).toMatchObject({ more: true, editions: [{ n: 2, by: [{ id: ada.id }] }] });
		const rest = EditionPage.parse(await (await ask(`${ID}?before=2`)).json());
		expect(rest).toMatchObject({ more: false, editions: [{ n: 1 }] });
		const edition = Edition.parse(await (await ask(`${ID}/2`)).json());
		expect(edition.text).toBe('# Sign in\n\nAda wrote this.\n\n- It works\n');
		expect((await ask(`${ID}/99`)).status).toBe(404);
		expect((await ask('nonsense')).status).toBe(404);
		expect((await ask(`${ID}?before=x`)).status).toBe(200);
		expect((await fetch(`${url}/${ID}`)).status).toBe(401);
		expect((await fetch(`${url}/${ID}/2`, { headers: bearer('lat_x') })).status).toBe(401);
	});
});

/** Longer than people are taken to type at the same moment. */
function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 1_600));
}
