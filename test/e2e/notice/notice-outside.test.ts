/** A page that nobody looks at tells its person through the browser, once it was asked to. */
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { askToJoin, foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

test('[NT4] [NT5] the browser shows a notice of a hidden page, and names nobody', async () => {
	await using served = await serveFolder();
	await using ada = await openVisitor();
	await using ben = await openVisitor();
	const { page, context } = ada;
	await context.grantPermissions(['notifications'], { origin: served.origin });
	// The browser's own notices are shown; what they say is noted as they are made.
	await page.addInitScript(`
		globalThis.shown = [];
		globalThis.away = false;
		Object.defineProperty(document, 'hidden', { get: () => away });
		globalThis.Notification = class extends Notification {
			constructor(title, options) {
				super(title, options);
				shown.push(this.title + ': ' + this.body);
			}
		};
	`);
	await foundWorkspace(page, linkTo(served), 'Ada');
	await page.getByRole('button', { name: /^Notifications/ }).click();
	await page.getByRole('button', { name: 'Tell me then, too' }).click();
	await page.getByText('While this page is hidden, the browser tells you.').waitFor();
	await page.keyboard.press('Escape');
	const shown = () => page.evaluate('shown');
	expect(await shown()).toEqual([]);
	await page.evaluate('away = true');
	// What was on its way in when the page opened is no news: it waits three seconds for that.
	await page.waitForTimeout(3_500);
	await askToJoin(ben.page, `${served.origin}/w/${served.workspace.slug}`, 'Ben');
	await expect.poll(shown).toHaveLength(1);
	expect(JSON.stringify(await shown())).not.toContain('Ben');
});
