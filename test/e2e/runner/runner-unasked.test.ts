/** The built-in runner where nobody asked for it. */
import { expect, test } from 'vitest';
import { RunnerView } from '#shared/protocol/run.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { bearer, foundBy, serveFolder, ticketOf } from '#test/e2e/world/served.ts';
import { FILES } from '#test/e2e/world/session-story.ts';

test('[RN34] without a key, looking at a session asks no owner to admit the runner', async () => {
	await using served = await serveFolder(FILES);
	const ada = await createPerson('ada');
	await foundBy(served, ada);
	const headers = bearer(await ticketOf(served, ada));
	const path = `${served.origin}/api/w/${served.workspace.slug}/runner`;
	const view = RunnerView.parse(await (await served.fetch(path, { headers })).json());
	expect(view.unready?.guard).toBe('no-key');
	expect(served.workspace.store.agents.list()).toEqual([]);
});
