import { describe, expect, test } from 'vitest';
import { HistoryExport } from '#shared/export/history.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { runningIn } from '#test/e2e/world/running-note.ts';
import { append, foundBy, serveFolder, signedBy } from '#test/e2e/world/served.ts';

const ID = 'st_k3f9x2m7qa';
const STORIES = `# Shop\n\n## =Sign in <!-- ${ID} -->\n\nI sign in.\n\n- It works\n`;

describe('lintel history', () => {
	test('[CM40] tells the log in words, as JSON and as CSV, with and without a running Lintel', async () => {
		const ada = await createPerson('Ada');
		await using served = await serveFolder({ 'user_stories.md': STORIES });
		await foundBy(served, ada);
		await append(served, await signedBy(served, ada, { type: 'archived', artefact: ID }));
		const options = { folder: `${served.folder}/app`, data: `${served.folder}/data` };
		using _note = runningIn(served);

		const told = await lintel(['history'], options);
		expect(told).toMatchObject({ code: 0, stderr: '' });
		expect(told.stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d {2}Ada founded the workspace$/m);
		expect(told.stdout).toContain('Ada archived “=Sign in”');

		const json = await lintel(['history', '--json', '--artefact', ID], options);
		const { events } = HistoryExport.parse(JSON.parse(json.stdout));
		expect(events).toMatchObject([{ type: 'archived', by: { name: 'Ada' }, counted: true }]);

		await served.relay.stop();
		const csv = await lintel(['history', '--csv'], options);
		expect(csv).toMatchObject({ code: 0 });
		expect(csv.stdout.split('\n')[0]).toMatch(/^at,by,by kind,what,artefact/);
		expect(csv.stdout).toContain(`,"'=Sign in",`);
		const wrong = await lintel(['history', '--artefact', 'nothing'], options);
		expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('takes the id') });
	});
});
