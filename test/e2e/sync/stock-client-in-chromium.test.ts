import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { createPerson, type Person } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder, ticketOf } from '#test/e2e/world/served.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const STORIES = '# Stories\n\n## Keep a draft\n\nAs a writer, I want drafts kept.\n';

test('a stock WebsocketProvider in Chromium syncs, sees presence, and reconnects', async () => {
	await using served = await serveFolder({ 'user_stories.md': STORIES });
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	await using profile = await openVisitor();
	const [one, two] = [profile.page, await profile.context.newPage()];
	const bundle = await bundleStockClient();
	for (const page of [one, two]) await connect(page, served, ada, bundle);

	await one.evaluate('text().insert(0, "Typed in Chromium. ")');
	await expect.poll(() => two.evaluate('text().toString()')).toContain('Typed in Chromium.');
	await one.evaluate('provider.awareness.setLocalStateField("where", "stories")');
	await expect
		.poll(() => two.evaluate('[...provider.awareness.getStates().values()].map((s) => s.where)'))
		.toContain('stories');

	// The network goes, both type, and it comes back: y-websocket connects again by itself.
	for (const page of [one, two]) await page.evaluate('provider.disconnect()');
	await one.evaluate('text().insert(0, "One, alone. ")');
	await two.evaluate('text().insert(0, "Two, alone. ")');
	for (const page of [one, two]) await page.evaluate('provider.connect()');
	await expect.poll(() => one.evaluate('text().toString()')).toContain('Two, alone.');
	await expect.poll(() => two.evaluate('text().toString()')).toContain('One, alone.');
	expect(await one.evaluate('text().toString()')).toBe(await two.evaluate('text().toString()'));
});

async function connect(page: Page, served: Served, person: Person, bundle: string) {
	const { origin, workspace } = served;
	const url = `${origin.replace('http', 'ws')}/sync/${workspace.slug}`;
	const protocols = ['lintel', `ticket.${await ticketOf(served, person)}`];
	await page.goto(`${origin}/`);
	await page.evaluate(bundle);
	await page.evaluate(`
		globalThis.doc = new Y.Doc();
		globalThis.text = () => [...doc.getMap('blocks').values()].find((b) => b.get('kind') === 'story').get('narrative');
		globalThis.provider = new WebsocketProvider(${JSON.stringify(url)}, 'stories', doc, {
			disableBc: true,
			protocols: ${JSON.stringify(protocols)},
		});
	`);
	await expect.poll(() => page.evaluate('provider.synced')).toBe(true);
}

/** yjs and y-websocket as they are published, in one script. */
async function bundleStockClient(): Promise<string> {
	const input = join(import.meta.dirname, '../../fixtures/stock-client.ts');
	const built = await rolldown({ input, platform: 'browser', tsconfig: false });
	const { output } = await built.generate({ format: 'iife' });
	return output[0].code;
}
