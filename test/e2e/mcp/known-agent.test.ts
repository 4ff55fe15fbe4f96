import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeBaseline } from '#server/adopt/take-baseline.ts';
import { admitAgent, connectAgent } from '#test/e2e/world/agent.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { foundBy, serveFolder } from '#test/e2e/world/served.ts';

const STORIES = '# Bookshop\n\n## Sign in\n\nAs a reader, I want in.\n\n- It is fast\n- It opens\n';

test('[AD15] an agent is told what is new first, and of the rest that it was there before', async () => {
	await using served = await serveFolder({ 'user_stories.md': STORIES });
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const { token } = await admitAgent(served, ada, 'robin');
	await using robin = await connectAgent(served, token);
	const folder = join(served.folder, 'app');
	const taken = await takeBaseline({ disk: fs, run: runProgram, grammars: [] }, folder, false);
	if (!taken.ok) throw new Error(taken.error.reason);

	const before = await robin.call('check');
	expect(before).toMatchObject({ known: taken.value.count });
	const [story] = served.workspace.artefacts().stories;
	if (story === undefined) throw new Error('It was read.');
	const { revision } = await robin.call('read_artefact', { id: story.id });
	const criteria = [...story.criteria, { text: 'It is user-friendly' }];
	const write = {
		id: story.id,
		baseRevision: revision,
		title: story.title,
		narrative: story.narrative,
	};
	const written = await robin.call('write_story', { ...write, criteria });
	const known = (findings: unknown) =>
		(findings as readonly { known?: boolean; message: string }[]).map((one) => one.known === true);
	expect(known(written['findings'])[0]).toBe(false);
	expect(written['findings']).toContainEqual(
		expect.objectContaining({ rule: 'untestable-words', known: true }),
	);
	const { findings } = await robin.call('check', { id: story.id });
	expect(known(findings)).toEqual(known(findings).toSorted());
	expect(findings).toContainEqual(
		expect.objectContaining({ message: expect.stringContaining('user-friendly') }),
	);
	expect(served.errors).toEqual([]);
});
