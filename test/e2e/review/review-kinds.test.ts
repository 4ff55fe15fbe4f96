/** Contexts and long designs on the review screen: the first time as documents, then as changes. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AgentClient } from '#test/e2e/world/agent-client.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { look } from '#test/e2e/world/look.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { approveByKeyboard, submitWritten, withRobin } from '#test/e2e/world/review-steps.ts';
import { seriousFindings } from '#test/e2e/world/serious-findings.ts';
import { savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';
import { longDesign } from '#test/fixtures/long-design.ts';

const FILES = { ...bookshop, 'docs/design/accounts/session.md': longDesign };

test('[RW3] a context and a long design are read as documents, then as what changed', async () => {
	using repository = createRepository(FILES);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using profile = await openVisitor();
	const ada = profile.page;
	await using robin = await withRobin(ada, lintel);
	const review = `${lintel.origin}/w/${lintel.slug}/review`;
	const open = (id: unknown) => ada.goto(`${review}/${id}`);
	await approveAll(ada, robin, 'story', review);

	const [{ id: context }] = await all(robin, 'context');
	const map = await robin.call('read_artefact', { id: context });
	await submitWritten(robin, map);
	await open(context);
	const text = ada.getByRole('region', { name: 'The text that is signed' });
	await text.getByText('Sign-in, sessions, lockout.').waitFor();
	expect(await text.innerText()).toMatch(/Owns\s+Account[\s\S]*Serves\s+Sign in with email/);
	await seen(ada, 'context-first');
	await approveByKeyboard(ada);
	const written = await robin.call('write_context', {
		...{ id: context, baseRevision: map['revision'], revise: true, entity: 'Reader account' },
		responsibilities: 'Sign-in, sessions, lockout, and the recovery of lost passwords.',
	});
	await submitWritten(robin, written);
	await open(context);
	await ada.locator('ins', { hasText: 'recovery' }).waitFor();
	await seen(ada, 'context-changes');
	await approveByKeyboard(ada);

	const [{ id: design }] = await all(robin, 'design');
	const first = await robin.call('read_artefact', { id: design });
	await submitWritten(robin, first);
	await open(design);
	const frame = ada.frameLocator('iframe[title="Preview"]');
	await frame.getByRole('heading', { name: 'Public API' }).waitFor();
	await frame.locator('.drawing svg').first().waitFor({ timeout: 60_000 });
	await frame.locator('.tok-keyword').first().waitFor();
	await frame.getByRole('cell', { name: 'sessions.ended' }).waitFor();
	await seen(ada, 'design-first');
	await approveByKeyboard(ada);
	const changed = String(first['text'])
		.replace('fifteen minutes', 'twenty minutes')
		.replace('| sessions.ended |', '| sessions.closed |');
	const again = await robin.call('write_design', {
		...{ id: design, baseRevision: first['revision'], revise: true, text: changed },
	});
	await submitWritten(robin, again);
	await open(design);
	await ada.locator('ins', { hasText: 'twenty' }).waitFor();
	await ada
		.getByRole('button', { name: /lines read as before/ })
		.first()
		.waitFor();
	await seen(ada, 'design-changes');
	await ada.getByRole('radio', { name: 'Side by side' }).check({ force: true });
	await ada.getByText('As it was approved').waitFor();
	await seen(ada, 'design-side');
	await approveByKeyboard(ada);
	await savedOnRelay(ada);
	expect(await robin.call('read_artefact', { id: design })).toMatchObject({ state: 'approved' });
});

test('[RW9] words of a rendered design are commented on by key and by pointer', async () => {
	using repository = createRepository(FILES);
	await using lintel = await startLintel({ repo: repository.folder, data: repository.data });
	await using profile = await openVisitor();
	const ada = profile.page;
	await using robin = await withRobin(ada, lintel);
	const review = `${lintel.origin}/w/${lintel.slug}/review`;
	for (const kind of ['story', 'context']) await approveAll(ada, robin, kind, review);
	const [{ id }] = await all(robin, 'design');
	await submitWritten(robin, await robin.call('read_artefact', { id }));
	await ada.goto(`${review}/${id}`);

	// With a pointer: a word is pressed twice, then the button that floats beside it.
	const frame = ada.frameLocator('iframe[title="Preview"]');
	await pressTwice(ada, 'parchment');
	await ada.getByRole('button', { name: 'Comment', exact: true }).click();
	await ada.getByRole('textbox', { name: 'Comment' }).fill('Why parchment?');
	await ada.keyboard.press('Control+Enter');
	await ada.getByText('Why parchment?').waitFor();
	await frame.locator('.discussed', { hasText: 'parchment' }).waitFor();

	// With C, on words that the text breaks in two and marks.
	await frame.getByText(/A session ends by itself/).evaluate((paragraph) => {
		paragraph.ownerDocument.defaultView?.focus();
		paragraph.ownerDocument.getSelection()?.selectAllChildren(paragraph);
	});
	await ada.keyboard.press('c');
	await ada.getByRole('textbox', { name: 'Comment' }).fill('From when on?');
	await ada.keyboard.press('Control+Enter');
	await ada.getByText('From when on?').waitFor();
	await seen(ada, 'design-comments');
	const { comments } = await robin.call('read_artefact', { id });
	const said = JSON.stringify(comments);
	expect(said).toContain('"parchment"');
	expect(said).toMatch(/A session ends \*\*by itself\*\*[^"]*fifteen minutes/);
});

/** Presses a word of the frozen design twice, with the mouse. */
async function pressTwice(page: Page, word: string): Promise<void> {
	const text = page.frameLocator('iframe[title="Preview"]').locator('p', { hasText: word });
	await text.scrollIntoViewIfNeeded();
	const within = await text.evaluate((paragraph, sought) => {
		const nodes = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
		const range = paragraph.ownerDocument.createRange();
		for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
			const at = node.textContent?.indexOf(sought) ?? -1;
			if (at < 0) continue;
			range.setStart(node, at);
			range.setEnd(node, at + sought.length);
		}
		const { x, y, width, height } = range.getBoundingClientRect();
		return { x: x + width / 2, y: y + height / 2 };
	}, word);
	const frame = await page.locator('iframe[title="Preview"]').boundingBox();
	await page.mouse.dblclick(within.x + (frame?.x ?? 0), within.y + (frame?.y ?? 0));
}

async function seen(page: Page, name: string): Promise<void> {
	// A button that just came to life fades in, and is pale on its way.
	await page.locator('button:not([aria-disabled])', { hasText: /^Approve/ }).waitFor();
	await page.evaluate(() =>
		Promise.allSettled(document.getAnimations().map((one) => one.finished)),
	);
	expect(await seriousFindings(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
	await look(page, name);
}

async function approveAll(page: Page, robin: AgentClient, kind: string, review: string) {
	for (const { id } of await all(robin, kind)) {
		await submitWritten(robin, await robin.call('read_artefact', { id }));
		await page.goto(`${review}/${id}`);
		await approveByKeyboard(page);
	}
}

async function all(robin: AgentClient, kind: string): Promise<[{ id: unknown }]> {
	const { artefacts } = await robin.call('find_artefacts', { kind });
	return Object(artefacts);
}
