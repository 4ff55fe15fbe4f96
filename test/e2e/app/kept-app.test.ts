/** What answers at the relay's address is not always the relay: a real Chromium, a proxy in its place. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'vitest';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { appKept, foundWorkspace, openPlace, savedOnRelay } from '#test/e2e/world/steps.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

/** Answers with a page of this status, whatever it is asked for. */
async function answerAt(port: number, status: number): Promise<AsyncDisposable> {
	const server = createServer((_, answer) => {
		answer.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Not the relay</h1>');
	});
	server.listen(port, 'localhost');
	await once(server, 'listening');
	return {
		async [Symbol.asyncDispose]() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

test('[OF23] a proxy without its relay opens the kept app, which says so; a sign-in is shown', async () => {
	using repository = createRepository(bookshop);
	const options = { repo: repository.folder, data: repository.data };
	const first = await startLintel(options);
	await using ada = await openProfile();
	const { page } = ada;
	await foundWorkspace(page, first.link, 'Ada');
	await openPlace(page, 'Stories');
	await savedOnRelay(page);
	await appKept(page);
	await first.stop();
	const address = `${first.origin}/w/${first.slug}/stories`;

	for (const [status, words] of [
		[502, 'A proxy answers'],
		[504, 'A proxy answers'],
		[404, 'Something else than the relay'],
	] as const) {
		await using _ = await answerAt(first.port, status);
		await page.goto(address);
		await page.getByRole('link', { name: /Reserve a copy/ }).waitFor();
		await page.getByText(words).first().waitFor();
	}
	for (const status of [200, 401]) {
		await using _ = await answerAt(first.port, status);
		await page.goto(address);
		await page.getByRole('heading', { name: 'Not the relay' }).waitFor();
	}

	await using _second = await startLintel({ ...options, port: first.port });
	await page.goto(address);
	await savedOnRelay(page);
});
