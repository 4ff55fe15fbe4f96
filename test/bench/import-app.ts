/**
 * How long the page's main thread is ever busy at one go while a large file is imported in the app:
 * read, looked at, stored and taken back by one undo.
 *
 *   npm run bench:import                        2,000 stories of 5 criteria
 *   npm run bench:import -- --stories 4900      near the most that a file may hold
 *
 * The goal is no task above 50 ms, by the processor's time where the machine is busy.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figure } from '#shared/counted.ts';
import { report, traced } from '#test/bench/main-thread.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';

const { values: options } = parseArgs({
	options: { stories: { type: 'string', default: '2000' } },
});
const COUNT = Number(options.stories);
const MANY = `${figure(COUNT)} new stories`;
const WAIT = { timeout: 120_000 };

using repository = createRepository({ 'README.md': '# Shop\n' });
await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
await using person = await openProfile();
const { page } = person;
const file = join(repository.data, 'large.md');
writeFileSync(file, storiesFile(COUNT));
await foundWorkspace(page, lintel.link, 'Ada');
await openPlace(page, 'Stories');
await page.getByRole('button', { name: 'Import files' }).click();
await page.waitForTimeout(2000);

const read = await traced(page, async () => {
	await page.getByLabel('Files to import').setInputFiles(file);
	await page.getByText(MANY).waitFor(WAIT);
	await page.waitForTimeout(500);
});
const stored = await traced(page, async () => {
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByText(`Imported ${MANY}`).waitFor(WAIT);
	await page
		.getByText(`${figure(COUNT)} of ${figure(COUNT)} stories`)
		.waitFor({ state: 'attached' });
	await page.waitForTimeout(500);
});
const undone = await traced(page, async () => {
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByRole('heading', { name: 'No stories yet' }).waitFor(WAIT);
	await page.waitForTimeout(500);
});
console.log(`${COUNT} stories.`);
report('Reading and comparing', read);
report('Storing', stored);
report('Taking back', undone);

function storiesFile(count: number): string {
	const one = (n: number) => `## Story number ${n} of the shelf

As a returning reader, I want to find book ${n}, so that my shelf follows me.

**Acceptance Criteria**
${Array.from({ length: 5 }, (_, c) => `- A reader who asks for book ${n} sees row ${c} of it within two seconds\n`).join('')}`;
	return `# Shop\n\n${Array.from({ length: count }, (_, n) => one(n)).join('\n')}`;
}
