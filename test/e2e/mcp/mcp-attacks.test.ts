/** What a confused or hostile agent sends, and what must come of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agent, connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder } from '#test/e2e/world/served.ts';

let served: Served;
let agent: Agent;

beforeAll(async () => {
	served = await serveFolder();
	await foundBy(served, await createPerson('Ada'));
	agent = await connectAgent(served, tokenFor(served, 'robin').token);
});

afterAll(async () => {
	await agent[Symbol.asyncDispose]();
	await served[Symbol.asyncDispose]();
});

test('[MC3] of two criteria or components under one id neither is lost', async () => {
	const story = await agent.call('write_story', { title: 'Twice', criteria: [{ text: 'One.' }] });
	const read = await agent.call('read_artefact', { id: story['id'] });
	const [{ id }] = Object(read['fields']).criteria;
	const criteria = [
		{ id, text: 'One.' },
		{ id, text: 'Two.' },
	];
	const base = { id: story['id'], baseRevision: story['revision'] };
	await agent.call('write_story', { ...base, criteria });
	const { stories } = served.workspace.artefacts();
	const texts = stories.find((one) => one.id === story['id'])?.criteria.map(({ text }) => text);
	expect(texts).toEqual(['One.', 'Two.']);

	const part = { name: 'Shelf', type: 'module' };
	const map = await agent.call('write_context', { name: 'Books', components: [part] });
	const components = served.workspace.artefacts().contexts[0]?.components ?? [];
	const twice = ['Shelf', 'Desk'].map((name) => ({ ...part, id: components[0]?.id, name }));
	const from = { id: map['id'], baseRevision: map['revision'] };
	await agent.call('write_context', { ...from, components: twice });
	const names = served.workspace.artefacts().contexts[0]?.components.map(({ name }) => name);
	expect(names).toEqual(['Shelf', 'Desk']);
});

test('[FI7] half a character from an agent keeps no file from being written', async () => {
	const half = 'Half \ud83d of a face';
	await agent.call('write_story', { title: half, criteria: [{ text: half }], notes: half });
	await agent.call('write_context', { name: half, responsibilities: half });
	await served.workspace.save();
	for (const file of ['user_stories.md', 'context_map.md']) {
		const text = readFileSync(join(served.workspace.folder, file), 'utf8');
		expect(text).toContain('Half \ufffd of a face');
	}
	expect(served.errors).toEqual([]);
});
