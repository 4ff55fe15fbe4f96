/**
 * The trace view of a large repository in Chromium: until its rows stand, while somebody scrolls
 * through them, and when one file changes.
 *
 *   npm run bench:trace            1,000 designs
 *   npm run bench:trace -- --smoke 40, to see that it runs
 *
 * Prints the longest tasks of the page's main thread. The goal is none of more than 50 ms.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { report, traced } from '#test/bench/main-thread.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';

const COUNT = process.argv.includes('--smoke') ? 40 : 1_000;
const PER_CONTEXT = 20;
const CALM_MS = 1_500;

await using served = await serveFolder(repository());
await using ada = await openProfile();
const { page } = ada;
await foundWorkspace(page, linkTo(served), 'Ada');
await page.goto(`${served.origin}/w/${served.workspace.slug}/designs`);
await page.waitForTimeout(2 * CALM_MS);
await tasksOf('Before', async () => {});

await tasksOf('Opening', async () => {
	await page.getByRole('navigation').first().getByRole('link', { name: 'Trace' }).click();
	await page.getByRole('grid').waitFor();
	await page.locator('.scroller [role="row"]').nth(3).waitFor();
});
await tasksOf('Scrolling', async () => {
	await page.locator('.scroller').hover();
	for (let turn = 0; turn < 120; turn++) {
		await page.mouse.wheel(0, 400);
		await page.waitForTimeout(16);
	}
});
await tasksOf('One file taken away', async () => {
	await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
	const chip = page.getByRole('button', { name: /^No test/ });
	rmSync(join(served.folder, 'app', 'test/area-0/part-1.test.ts'));
	await chip.waitFor({ timeout: 60_000 });
});

async function tasksOf(what: string, act: () => Promise<void>): Promise<void> {
	let took = 0;
	const tasks = await traced(page, async () => {
		const from = performance.now();
		await act();
		took = performance.now() - from;
		await page.waitForTimeout(CALM_MS);
	});
	report(`${what}, ${took.toFixed(0)} ms`, tasks);
}

function repository(): Record<string, string> {
	const files: Record<string, string> = { 'tsconfig.json': '{}' };
	const stories: string[] = [];
	const contexts: string[] = [];
	for (let n = 0; n < COUNT; n++) {
		const [area, part] = [Math.floor(n / PER_CONTEXT), `part-${n}`];
		if (n % PER_CONTEXT === 0) contexts.push(contextOf(area));
		if (n % 4 === 0) stories.push(storyOf(n));
		contexts.push(`| Part${n} | module | src/area-${area}/${part}.ts |`);
		files[`docs/design/area-${area}/${part}.md`] =
			`---\ncomponent: Part${n}\ntype: module\n---\n# Part${n}\n\nFinds book ${n}.\n`;
		files[`src/area-${area}/${part}.ts`] = `export const part = ${n};\n`;
		files[`test/area-${area}/${part}.test.ts`] = `test('finds book ${n}');\n`;
	}
	files['user_stories.md'] = `# Bookshop\n\n${stories.join('\n')}`;
	files['context_map.md'] = `# Bookshop: context map\n${contexts.join('\n')}\n`;
	return files;
}

function contextOf(area: number): string {
	return `
## Area ${area}
**Type**: domain
**Entity**: Book${area}
**Responsibilities**: Shelf ${area}.
**Dependencies**: None
**Stories**
- Find book ${area * PER_CONTEXT}

### Components
| Component | Type | Code |
|---|---|---|`;
}

function storyOf(n: number): string {
	return `## Find book ${n}

As a reader, I want book ${n}, so that I can read it.

**Acceptance Criteria**
- Whoever asks for book ${n} sees it within two seconds
- A book that is lent to somebody is marked so
`;
}
