/** Diagrams by someone who means harm, drawn in the app that is shipped. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const AWAY = 'https://evil.example';
const HUGE = Array.from({ length: 240 }, (_, n) => `  n${n} --> n${(n * 7) % 240}`).join('\n');
const ENDLESS = Array.from({ length: 4_000 }, (_, n) => `  a${n} --> b${n}`).join('\n');
const SOURCES = [
	`flowchart LR\n  A["<script>window.harmed=1</script><img src=x onerror='window.harmed=1'>"] --> B`,
	`flowchart LR\n  A --> B\n  click A call harm() "now"\n  click B "javascript:window.harmed=1"`,
	`flowchart LR\n  A --> B\n  click A "${AWAY}/go" _top`,
	`%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "@import url(${AWAY}/a.css); *{background:url(${AWAY}/b.png)}"}}%%\nflowchart LR\n  A["<iframe src='${AWAY}'></iframe>"] --> B`,
	`flowchart LR\n  A@{ img: "${AWAY}/c.png", label: "x" } --> B\n  style A fill:url(${AWAY}/d.png)\n  classDef x fill:url("${AWAY}/e.svg")\n  class B x`,
	`flowchart LR\n  A@{ img: "${AWAY}/shape.png", label: "x" }\n  B@{ icon: "fa:user" }`,
	`sequenceDiagram\n  participant A\n  link A: Harm @ javascript:window.harmed=1\n  A->>A: <svg onload=window.harmed=1>`,
	`flowchart LR\n${HUGE}`,
	`flowchart LR\n${ENDLESS}`,
	'flowchart LR\n  A["never closed --> B\n  }}}',
	`---\nconfig:\n  layout: elk\n  securityLevel: loose\n---\nflowchart LR\n  A --> B`,
];
const DESIGN = `---
component: Accounts.Session
type: module
---
# Accounts.Session

${SOURCES.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\n')}

## After

The page lives.
`;

test('[DE17] [DE18] hostile diagrams run nothing, fetch nothing, and the page goes on', async () => {
	await using served = await serveFolder({
		...bookshop,
		'docs/design/accounts/session.md': DESIGN,
	});
	await using mallory = await openVisitor();
	const { page, context } = mallory;
	const asked: string[] = [];
	const complaints: string[] = [];
	context.on('request', (request) => {
		if (new URL(request.url()).origin !== served.origin) asked.push(request.url());
	});
	page.on('console', (message) => {
		// What only stands in a text is parsed on the way to being cleaned; the policy says so then.
		const text = message.text();
		if (/content security/i.test(text) && !/event handler/.test(text)) complaints.push(text);
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	await foundWorkspace(page, linkTo(served), 'Mallory');
	for (const [place, name] of [
		['designs', 'Preview'],
		['print', ''],
	] as const) {
		await page.goto(`${served.origin}/w/${served.workspace.slug}/${place}`);
		if (name !== '') {
			await page
				.getByRole('link', { name: /Accounts\.Session/ })
				.first()
				.click();
			await page.getByRole('radio', { name: 'Read' }).check({ force: true });
		}
		const text = name === '' ? page : page.frameLocator(`iframe[title="${name}"]`);
		const figures = text.locator('figure[data-diagram]');
		const settled = text.locator('figure[data-diagram]:has(.drawing, .told)');
		await expect.poll(() => settled.count(), { timeout: 60_000 }).toBe(SOURCES.length);
		expect(await figures.locator('a, script, iframe, img, image, foreignObject').count()).toBe(0);
		expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
		for (const drawing of await text.locator('.drawing').all())
			await drawing.evaluate((box) => {
				for (const one of box.querySelectorAll('.node, text, g'))
					one.dispatchEvent(new MouseEvent('click', { bubbles: true }));
			});
		expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
		expect(await text.getByText('The page lives.').isVisible()).toBe(true);
		expect(await text.getByText('too large to draw').count()).toBe(1);
		expect(await reachedFromTheBoard(page)).toEqual({ origin: 'null', page: false, keys: false });
	}
	expect(asked).toEqual([]);
	expect(complaints).toEqual([]);
});

/** What a script in the frame that draws can get at, had a diagram made one run there. */
async function reachedFromTheBoard(page: Page) {
	const board = await page.locator('iframe[title="Where diagrams are drawn"]').elementHandle();
	const frame = await board?.contentFrame();
	return frame?.evaluate(() => {
		const reaches = (look: () => unknown) => {
			try {
				return look() !== undefined;
			} catch {
				return false;
			}
		};
		return {
			origin: self.origin,
			page: reaches(() => parent.document),
			keys: reaches(() => indexedDB.open('any')),
		};
	});
}
