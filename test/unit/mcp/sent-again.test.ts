/** An Agent that was cut off before the answer came sends the same once more, over a real relay. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoryId } from '#shared/id.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { type Agent, connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { append, foundBy, type Served, serveFolder, signedBy } from '#test/e2e/world/served.ts';

let served: Served;
let ada: Person;
let robin: Agent;

beforeAll(async () => {
	served = await serveFolder();
	ada = await createPerson('Ada');
	await foundBy(served, ada);
	robin = await connectAgent(served, tokenFor(served, 'robin').token);
});

afterAll(async () => {
	await robin[Symbol.asyncDispose]();
	expect(served.errors).toEqual([]);
	await served[Symbol.asyncDispose]();
});

const stories = () => served.workspace.artefacts().stories;
const contexts = () => served.workspace.artefacts().contexts;

test('[MC37] the same new story or context sent again is the same one', async () => {
	const story = {
		title: 'Lend a book',
		narrative: 'As a reader.',
		criteria: [{ text: 'It is lent.' }],
	};
	const [first, second] = [
		await robin.call('write_story', story),
		await robin.call('write_story', story),
	];
	expect(second).toMatchObject({ id: first['id'], revision: first['revision'] });
	expect(stories()).toHaveLength(1);
	await robin.call('write_story', { ...story, notes: 'For later.' });
	expect(stories()).toHaveLength(2);

	const part = { name: 'Shelf', type: 'module', code: 'src/shelf.ts' };
	const context = { name: 'Books', responsibilities: 'Keeps them.', components: [part] };
	const map = [
		await robin.call('write_context', context),
		await robin.call('write_context', context),
	];
	expect(map[1]).toMatchObject({ id: map[0]?.['id'], revision: map[0]?.['revision'] });
	expect(contexts()).toHaveLength(1);
	await robin.call('write_context', { ...context, components: [] });
	expect(contexts()).toHaveLength(2);
});

test('[MC37] the same rows sent again from the same base stand once', async () => {
	const { id, revision } = await robin.call('write_story', { title: 'Rows' });
	const criteria = [{ text: 'Alike.' }, { text: 'Alike.' }, { text: 'Other.' }];
	const write = { id, baseRevision: revision, criteria };
	await robin.call('write_story', write);
	const first = stories().find((one) => one.id === id)?.criteria;
	await robin.call('write_story', write);
	expect(first).toHaveLength(3);
	expect(stories().find((one) => one.id === id)?.criteria).toEqual(first);

	const map = await robin.call('write_context', { name: 'Desks' });
	const components = [{ name: 'Desk', type: 'module', code: 'src/desk.ts' }];
	const change = { id: map['id'], baseRevision: map['revision'], components };
	await robin.call('write_context', change);
	const before = contexts().find((one) => one.id === map['id'])?.components;
	await robin.call('write_context', change);
	expect(before).toHaveLength(1);
	expect(contexts().find((one) => one.id === map['id'])?.components).toEqual(before);
});

test('[MC37] what a person archived is no answer to the same words', async () => {
	const first = await robin.call('write_story', { title: 'Gone' });
	const artefact = StoryId.parse(first['id']);
	await append(served, await signedBy(served, ada, { type: 'archived', artefact }));
	expect((await robin.call('write_story', { title: 'Gone' }))['id']).not.toBe(artefact);
});

test('[MC37] without a context map a design sent again as new is the same one', async () => {
	const gates = { ...DEFAULT_POLICY.gates, context: 'off' } as const;
	const policy = { ...DEFAULT_POLICY, gates };
	await append(served, await signedBy(served, ada, { type: 'policySet', policy }));
	const textFor = (code: string) =>
		`---\ncomponent: Till\ntype: module\ncode: ${code}\n---\n\n# Till\n\nSells books.\n`;
	const write = (text: string) => robin.call('write_design', { text });
	const first = await write(textFor('src/till.ts'));
	// What is found in it is worked out meanwhile, so the answers may differ in that.
	const again = await write(textFor('src/till.ts'));
	expect(again).toMatchObject({ id: first['id'], revision: first['revision'] });
	expect((await write(textFor('src/other.ts')))['id']).not.toBe(first['id']);
});
