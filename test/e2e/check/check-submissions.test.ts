/** What a page that asks no questions, or another program, let through: told from the files. */
import { expect, test } from 'vitest';
import type { ArtefactId, ContextId } from '#shared/id.ts';
import type { Basis } from '#shared/lifecycle/event.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import {
	CONTEXT,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	PROVED_FILES,
	type ProvedCopy,
	STORY,
} from '#test/fixtures/proved-copy.ts';

const OTHER = 'ac_0000000002';
const NAMED = 'ac_0000000001';

/** Story and Context approved, and what a Design of both honestly rests on. */
async function createUpstream() {
	const copy = await createProvedCopy({
		...PROVED_FILES,
		'user_stories.md': `${PROVED_FILES['user_stories.md']}- The shelf is there at once <!-- ${OTHER} -->\n`,
	});
	const whole = await copy.approve(STORY);
	const story: Basis = { ...whole, criteria: [NAMED] };
	const context = await copy.approve(CONTEXT, [whole]);
	return { copy, story, whole, context };
}

async function toldOf(copy: ProvedCopy): Promise<readonly string[]> {
	copy.save();
	const { findings } = await copy.report();
	return findings
		.filter(({ rule }) => rule.startsWith('submission-'))
		.map(({ rule, file, message }) => `${rule} ${file} ${message}`);
}

test('[CK15] an approval on the basis of the text itself is told of nothing', async () => {
	const { copy, story, context } = await createUpstream();
	using _copy = copy;
	await copy.approve(DESIGN, [story, context]);
	expect(await toldOf(copy)).toEqual([]);
});

test('[CK15] a basis that leaves out a story, or one of its criteria, is told', async () => {
	const { copy, story, context } = await createUpstream();
	using _copy = copy;
	await copy.approve(DESIGN, [context]);
	expect(await toldOf(copy)).toEqual([
		expect.stringContaining(`submission-rests-on-less ${DESIGN_FILE} “Session”`),
	]);
	await copy.approve(DESIGN, [context, { ...story, criteria: [OTHER] }]);
	expect(await toldOf(copy)).toEqual([expect.stringContaining('all of “Sign in”')]);
	await copy.approve(DESIGN, [story, context]);
	expect(await toldOf(copy)).toEqual([]);
});

test('[CK15] a short basis is told still once its story has other approved words', async () => {
	const { copy, context } = await createUpstream();
	using _copy = copy;
	await copy.approve(DESIGN, [context]);
	change(copy, 'a valid password', 'a passkey');
	await copy.approve(STORY);
	expect(await toldOf(copy)).toEqual([expect.stringContaining(`rests-on-less ${DESIGN_FILE}`)]);
});

test('[CK15] what was approved later, or beside it, nobody could rest on', async () => {
	using copy = await createProvedCopy();
	const submitted = await copy.submit(DESIGN);
	const story = await copy.approve(STORY);
	await copy.approve(CONTEXT, [story]);
	const revision = await revisionOf(copy);
	const payload = { type: 'approved', answers: submitted, revision } as const;
	await copy.say(copy.people.ada, payload, [submitted]);
	expect(await toldOf(copy)).toEqual([]);
});

test('[CK15] criteria and a context that the text does not have are told', async () => {
	using copy = await createProvedCopy();
	const { ada } = copy.people;
	const lie = async (id: ArtefactId, said: { readonly context?: ContextId }) => {
		const revision = await revisionOf(copy, id);
		const payload = { type: 'submitted', artefact: id, revision } as const;
		const answers = await copy.say(ada, { ...payload, criteria: {}, basis: [], ...said });
		await copy.say(ada, { type: 'approved', answers, revision });
	};
	await lie(DESIGN, { context: 'cx_0000000002' });
	await lie(STORY, {});
	expect(await toldOf(copy)).toEqual([
		expect.stringContaining('submission-untrue user_stories.md “Sign in”'),
		expect.stringContaining(`submission-untrue ${DESIGN_FILE} “Session”`),
	]);
});

test('[CK16] check and app agree on what a change to one criterion makes suspect', async () => {
	const { copy, story, context } = await createUpstream();
	using _copy = copy;
	await copy.approve(DESIGN, [story, context]);
	copy.save();
	const both = async () => {
		const design = (await copy.report()).artefacts.find(({ id }) => id === DESIGN);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const { phase, standing, suspectBecause } = workspace.viewOf(DESIGN);
		expect({ phase, standing }).toEqual({ phase: design?.phase, standing: design?.standing });
		return [standing, ...suspectBecause.flatMap(({ criteria }) => criteria)];
	};
	expect(await both()).toEqual(['current']);
	change(copy, 'at once', 'in a second');
	expect(await both()).toEqual(['current']);
	await copy.approve(STORY);
	copy.save();
	expect(await both()).toEqual(['current']);
	change(copy, 'a valid password', 'a passkey');
	expect(await both()).toEqual(['suspect', NAMED]);
	await copy.approve(STORY);
	copy.save();
	expect(await both()).toEqual(['suspect', NAMED]);
});

function change(copy: ProvedCopy, from: string, to: string): void {
	copy.write('user_stories.md', copy.read('user_stories.md').replace(from, to));
}

async function revisionOf(copy: ProvedCopy, id: string = DESIGN): Promise<string> {
	const one = (await copy.report()).artefacts.find((artefact) => artefact.id === id);
	if (one?.revision == null) throw new Error(`No file has ${id}.`);
	return one.revision;
}
