/** A relay's database put back from a backup: a real Lintel, a real Chromium, a real SQLite file. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import {
	appKept,
	approveStory,
	foundWithBen,
	openStory,
	savedOnRelay,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { readWorkspaceOnDisk } from '#test/e2e/world/workspace-on-disk.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const RESERVE = /Reserve a copy/;

test('[OF24] what a relay lost when its database was put back comes back from browsers, once', async () => {
	using repository = createRepository(bookshop);
	const options = { repo: repository.folder, data: repository.data };
	const first = await startLintel(options);
	const database = join(repository.data, first.slug, 'lintel.db');
	await using ada = await openVisitor({ keepsApp: true });
	await using ben = await openVisitor();
	await foundWithBen(ada.page, ben.page, first.link, 'reviewer');
	await openStory(ada.page, RESERVE);
	await savedOnRelay(ada.page);
	await appKept(ada.page);
	await ben.page.goto('about:blank');
	await first.stop();
	copyFileSync(`${database}.backup`, `${database}.older`);

	const second = await startLintel({ ...options, port: first.port });
	await savedOnRelay(ada.page);
	await ada.page.getByRole('button', { name: 'Submit for review' }).click();
	await approveStory(ada.page);
	await savedOnRelay(ada.page);
	const [, story = ''] = new URL(ada.page.url()).pathname.split('/stories/');
	await second.stop();
	expect((await readWorkspaceOnDisk(repository, first.slug)).phases[story]).toBe('approved');
	copyFileSync(`${database}.older`, database);

	const third = await startLintel({ ...options, port: first.port });
	await ben.page.goto(`${third.origin}/w/${third.slug}/stories/${story}`);
	await ben.page.getByText('Approved', { exact: true }).first().waitFor({ state: 'attached' });
	await third.stop();
	expect((await readWorkspaceOnDisk(repository, first.slug)).phases[story]).toBe('approved');
});
