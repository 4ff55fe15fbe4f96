import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setCriterion } from '#shared/doc/edits/criteria.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { ComponentId } from '#shared/id.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import {
	append,
	bearer,
	foundBy,
	post,
	serveFolder,
	signedBy,
	ticketOf,
} from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES, SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';
const ID: ComponentId = 'cp_0123456789';
const WORDS = 'A reader with a valid password reaches their shelf';

describe('words that both sides changed', () => {
	test('[FB3] both stand, the Finding names them, and it outlives a restart', async () => {
		using copy = createWorkingCopy({ 'user_stories.md': HAND_WRITTEN_STORIES });
		const first = await openFolder(copy);
		await first.files.ready;
		const story = first.artefacts().stories[0];
		const criterion = story?.criteria[0];
		if (!story || !criterion) throw new Error('There is one.');
		await first.rooms.open('stories').edit(ADA, (yDoc) => {
			const doc = openStoriesDoc(yDoc);
			setCriterion(doc, story.id, criterion.id, WORDS.replace('valid', 'good'), ADA);
		});
		copy.write('user_stories.md', HAND_WRITTEN_STORIES.replace('a valid pass', 'a correct pass'));
		const asked = await until(() => first.files.questions()[0]);
		expect(asked).toMatchObject({
			...{ kind: 'both-changed', artefact: story.id, field: `criteria/${criterion.id}` },
			...{ mine: 'good', theirs: 'correct', both: 'good correct', line: 16 },
		});
		await until(() => copy.read('user_stories.md').includes('a good correct password'));
		await first[Symbol.asyncDispose]();

		await using again = await openFolder(copy);
		expect(again.findings()).toContainEqual(
			expect.objectContaining({
				rule: 'both-changed',
				artefact: story.id,
				file: 'user_stories.md',
			}),
		);
		const settled = await again.files.answer(asked.id, 'theirs', 'mb_0000000000');
		expect(settled.ok).toBe(true);
		await until(() => copy.read('user_stories.md').includes('a correct password'));
		expect(again.files.questions()).toEqual([]);
		expect(
			readStories(openStoriesDoc(again.rooms.open('stories').yDoc))[0]?.criteria[0]?.text,
		).toBe(WORDS.replace('valid', 'correct'));
	});

	test('[FB3] words that were edited since are not replaced, and keeping both settles it', async () => {
		using copy = createWorkingCopy({ [DESIGN]: SESSION_DESIGN });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const write = (text: string) =>
			workspace.rooms
				.open(`design:${ID}`)
				.edit(ADA, (yDoc) => setDesign(openDesignDoc(yDoc), text, ADA));
		await write(SESSION_DESIGN.replace('Keeps', 'Holds'));
		copy.write(DESIGN, SESSION_DESIGN.replace('Keeps', 'Leaves'));
		const asked = await until(() => workspace.files.questions()[0]);
		expect(workspace.files.designText(ID)).toContain('Holds Leaves a reader');
		await write(SESSION_DESIGN.replace('Keeps', 'Has'));
		const refused = await workspace.files.answer(asked.id, 'mine', 'mb_0000000000');
		expect(refused).toMatchObject({ ok: false, error: { guard: 'words-moved-on' } });
		expect((await workspace.files.answer(asked.id, 'both', 'mb_0000000000')).ok).toBe(true);
		expect(workspace.files.questions()).toEqual([]);
	});

	test('[FB14] who saves what was read before Lintel wrote takes nothing away', async () => {
		using copy = createWorkingCopy({ [DESIGN]: SESSION_DESIGN });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const read = copy.read(DESIGN);
		await workspace.rooms.open(`design:${ID}`).edit(ADA, (yDoc) => {
			const { markdown } = openDesignDoc(yDoc);
			markdown.insert(markdown.length, '\nFrom the app.\n');
		});
		await until(() => copy.read(DESIGN).includes('From the app.'));
		copy.write(DESIGN, read.replace('Keeps a', 'Keeps every'));
		await until(() => workspace.files.designText(ID).includes('Keeps every'));
		await until(() => copy.read(DESIGN).includes('From the app.'));
		expect(copy.read(DESIGN)).toBe(`${read.replace('Keeps a', 'Keeps every')}\nFrom the app.\n`);
	});
});

describe('over the wire', () => {
	test('[FB12] an approved design leaves its gate by its file, and comes back; a person answers', async () => {
		await using served = await serveFolder();
		const { workspace, folder } = served;
		const path = join(folder, 'app', DESIGN);
		mkdirSync(join(path, '..'), { recursive: true });
		writeFileSync(path, SESSION_DESIGN);
		await until(() => workspace.files.designText(ID) === SESSION_DESIGN);
		const ada = await createPerson('Ada');
		await foundBy(served, ada);
		const design = await until(() => workspace.artefacts().designs.find(({ id }) => id === ID));
		const revision = revisionOfArtefact({ kind: 'design', design });
		const submitted = await signedBy(served, ada, {
			...{ type: 'submitted', artefact: ID, revision, criteria: {}, basis: [] },
		});
		await append(served, submitted);
		const answers = workspace.journal.ledger.heads()[0];
		if (answers === undefined) throw new Error('It was just appended.');
		await append(served, await signedBy(served, ada, { type: 'approved', answers, revision }));
		const phase = () => workspace.viewOf(ID).phase;
		expect(phase()).toBe('approved');

		const origins: string[] = [];
		workspace.rooms.onChange((_, origin) => origins.push(`${origin.kind} ${origin.id}`));
		writeFileSync(path, SESSION_DESIGN.replace('Keeps', 'Holds'));
		await until(() => phase() === 'draft');
		writeFileSync(path, SESSION_DESIGN);
		await until(() => phase() === 'approved');
		expect(new Set(origins)).toEqual(new Set([`file ${DESIGN}`]));

		await workspace.rooms.open(`design:${ID}`).edit(ADA, (yDoc) => {
			setDesign(openDesignDoc(yDoc), SESSION_DESIGN.replace('Keeps', 'Holds'), ADA);
		});
		writeFileSync(path, SESSION_DESIGN.replace('Keeps', 'Leaves'));
		const asked = await until(() => workspace.observed().questions?.[0]);
		const headers = bearer(await ticketOf(served, ada));
		const url = `/api/w/${workspace.slug}/questions/${asked.id}`;
		expect((await post(served, url, { answer: 'mine' })).status).toBe(401);
		expect((await post(served, url, { answer: 'take' }, headers)).status).toBe(409);
		expect((await post(served, url, { answer: 'mine' }, headers)).status).toBe(200);
		await until(() => readFileSync(path, 'utf8').includes('Holds a reader'));
		expect(origins.at(-1)).toBe(`person ${ada.id}`);
		expect(served.errors).toEqual([]);
	});
});
