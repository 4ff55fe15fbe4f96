import { expect, test } from 'vitest';
import { serveFolder } from '#test/e2e/world/served.ts';
import { createScriptedAgent } from '#test/unit/mcp/scripted-agent.ts';
import { createSessionPerson } from '#test/unit/mcp/session-person.ts';

const IDS = Array.from({ length: 12 }, (_, n) => `st_00000000${n + 10}` as const);
const STORIES = IDS.map(
	(id, n) => `## Shelf ${n} <!-- ${id} -->

As a reader I want it.

**Acceptance Criteria**
- Shelf ${n} holds a book
`,
).join('\n');

test('[MC34] what is next comes first, ten at a time, and what one session takes up once', async () => {
	await using served = await serveFolder({ 'user_stories.md': `# Stories\n\n${STORIES}` });
	const ada = await createSessionPerson(served);
	const robin = createScriptedAgent(served, await ada.admit('robin'));
	const drafts = await robin.call('get_work_context');
	expect(drafts).toMatchObject({ forAgents: IDS.length, cursor: expect.any(String) });
	expect(drafts['next']).toHaveLength(10);
	const rest = await robin.call('get_work_context', { cursor: drafts['cursor'] });
	expect(rest).toMatchObject({ next: [{ id: IDS[10] }, { id: IDS[11] }], cursor: null });

	for (const { id } of served.workspace.artefacts().stories.slice(0, 3)) {
		const { revision } = await robin.call('read_artefact', { id });
		await robin.call('submit_for_review', { id, revision });
		await ada.approve(id);
	}
	const { next } = await robin.call('get_work_context');
	const mapping = Object(next).filter(
		({ start }: { start?: { kind: string } }) => start?.kind === 'context-mapping',
	);
	expect(mapping).toMatchObject([
		{ id: IDS[0], why: expect.stringContaining('takes up 2 more like it') },
	]);
});
