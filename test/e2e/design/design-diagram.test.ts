/** Diagrams in the app that is shipped: under its content security policy, and without the relay. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { appKept, foundWorkspace, savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const COMPONENT = 'cp_0000000001';
const MAP = `# Shop: context map

## Accounts
**Type**: domain
**Entity**: Account

### Components
| Component | Type | Code |
|---|---|---|
| Session | module | src/session.ts <!-- ${COMPONENT} --> |
`;
const DIAGRAMS = [
	'flowchart LR\n  A[Reader] --> B{Known?}\n  B -->|yes| C[Shelf]',
	'sequenceDiagram\n  Reader->>Shop: asks\n  Shop-->>Reader: answers',
	'stateDiagram-v2\n  [*] --> open\n  open --> [*]',
].map((source) => `\`\`\`mermaid\n${source}\n\`\`\``);

test('[DE8] diagrams are drawn under the policy of the page, and again without the relay', async () => {
	await using served = await serveFolder({ 'context_map.md': MAP });
	await using profile = await openVisitor({ keepsApp: true });
	const { page } = profile;
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || /content security/i.test(message.text()))
			complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	await foundWorkspace(page, linkTo(served), 'Ada');
	const address = `${served.origin}/w/${served.workspace.slug}/designs/${COMPONENT}`;
	await page.goto(address);
	await page.getByRole('button', { name: 'Write the design' }).click();
	await page.locator('.cm-content').click();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(`\n\n${DIAGRAMS.join('\n\n')}\n`);
	await page.getByRole('radio', { name: 'Read' }).check();
	await expect.poll(() => drawings(page).count(), { timeout: 60_000 }).toBe(3);
	expect(complaints).toEqual([]);

	// Whoever controls the page now also keeps what it fetches.
	await savedOnRelay(page);
	await appKept(page);
	await page.reload();
	await page.getByRole('radio', { name: 'Read' }).check();
	await expect.poll(() => drawings(page).count(), { timeout: 60_000 }).toBe(3);
	await served.relay.stop();
	await page.reload();
	await page.getByRole('radio', { name: 'Read' }).check();
	await expect.poll(() => drawings(page).count(), { timeout: 60_000 }).toBe(3);
});

function drawings(page: Page) {
	return page.frameLocator('iframe[title="Preview"]').locator('.drawing svg');
}

test('the app ships no ELK, and Mermaid in one script that is not in the first install', () => {
	const build = join(import.meta.dirname, '../../../build/client');
	const scripts = globSync('**/*.js', { cwd: build });
	const text = (file: string) => readFileSync(join(build, file), 'utf8');
	for (const file of scripts) expect(text(file)).not.toMatch(/org\.eclipse\.elk|elk\.bundled/);
	const mermaid = scripts.filter((file) => /sequenceDiagram/.test(text(file)));
	expect(mermaid).toEqual([expect.stringMatching(/immutable\/assets\/diagram-frame\.[\w-]+\.js$/)]);
});
