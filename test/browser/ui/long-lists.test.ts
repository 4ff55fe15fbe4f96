/** What hundreds of threads, mentions and words come to on a screen. */
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { CommentId } from '#shared/id.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { busyShop, ref } from '#test/browser/world/session-world.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const idOf = (n: number) => CommentId.parse(`cm_${String(n).padStart(10, '0')}`);

/** A story that Robin names Ada on, so many times. */
function talkedAbout(threads: number) {
	const world = new World();
	const id = world.workspace.edit.addStory({ title: 'Sign in', narrative: 'I do.', criteria: [] });
	const doc = openCommentsDoc(world.replicas.of(commentsDocName(id)).doc);
	for (let n = 0; n < threads; n++) {
		const at = new Date(Date.parse('2026-11-22T09:00:00.000Z') + n * 1_000).toISOString();
		const said = freshComment({ id: idOf(n), by: ROBIN, at, text: `@${ADA} Word ${n}.` });
		addComment(doc, said, { kind: 'person', id: ROBIN });
	}
	return { world, id };
}

test('[CT27] of hundreds of threads the latest are on the page, earlier ones where they are asked for', async () => {
	const { world, id } = talkedAbout(100);
	const screen = await render(UiStage, { world, keymap: new Keymap(), show: 'inspector', id });
	const threads = () => screen.getByRole('article').elements();
	await expect.element(screen.getByText(/Word 99\./)).toBeVisible();
	expect(threads()).toHaveLength(40);
	world.workspace.comments.select(idOf(3));
	await expect.element(screen.getByText(/Word 3\./)).toBeVisible();
	world.workspace.comments.select(null);
	await screen.getByRole('button', { name: 'Show 40 earlier of 100' }).click();
	await expect.poll(threads).toHaveLength(80);
	expect(threads()[0]?.contains(document.activeElement)).toBe(true);
	await screen.getByRole('button', { name: 'Show 20 earlier' }).click();
	await expect.poll(threads).toHaveLength(100);
	expect(threads()[0]?.contains(document.activeElement)).toBe(true);
});

test('[CT28] the passages of hundreds of threads are found with one look at the text', () => {
	const { world, id } = talkedAbout(0);
	const { comments, edit } = world.workspace;
	const text = world.workspace.textOf(id, 'narrative');
	text.insert(0, 'As a reader, '.repeat(100));
	for (let n = 0; n < 100; n++)
		edit.addComment(id, 'Why?', comments.anchor(id, 'narrative', { from: n * 13, to: n * 13 + 4 }));
	const read = vi.fn(text.toString.bind(text));
	text.toString = read;
	expect(comments.marks(id, 'narrative')).toHaveLength(100);
	expect(read).not.toHaveBeenCalled();
	const said = () => comments.threads(id).map((thread) => comments.passage(id, thread)?.words);
	expect(new Set(said())).toEqual(new Set(['As a']));
	expect(read).toHaveBeenCalledTimes(1);
	text.insert(1, 'h, a');
	expect(said()).toContain('Ah, as a');
});

test('[CT27] what waits comes in parts, and the focus goes on to the first row of the next', async () => {
	const { world } = talkedAbout(80);
	await render(StandingStage, { world, show: 'now' });
	const rows = () => [...document.querySelectorAll('[data-waiting] > li')];
	await expect.poll(rows).toHaveLength(12);
	await page
		.getByRole('button', { name: /^Show 50 more of/ })
		.first()
		.click();
	await expect.poll(rows).toHaveLength(62);
	expect(rows()[12]?.contains(document.activeElement)).toBe(true);
	const waiting = document.querySelector('[aria-labelledby=waiting]');
	waiting?.querySelector<HTMLElement>(':scope > button, :scope > * > button')?.click();
	await expect.poll(() => rows().length).toBeGreaterThan(79);
	expect(rows()[62]?.contains(document.activeElement)).toBe(true);
});

test('[CT27] a long comment on one line makes Now no wider', async () => {
	await page.viewport(1280, 800);
	const { world, id } = talkedAbout(1);
	world.workspace.edit.addComment(id, 'Long. '.repeat(100));
	await render(StandingStage, { world, show: 'now' });
	await expect.element(page.getByText(/Long\. Long\./).first()).toBeVisible();
	const now = document.querySelector('.now');
	expect(now?.scrollWidth).toBe(now?.clientWidth);
});

test('[CT27] a question of many words takes three lines of what waits', async () => {
	const { world } = busyShop();
	world.said.set(ref(2), 'How long? '.repeat(200));
	await render(StandingStage, { world, show: 'now' });
	const words = page.getByText(/How long\?/).first();
	await expect.element(words).toBeVisible();
	const { clientHeight, scrollHeight } = words.element();
	const line = Number.parseFloat(getComputedStyle(words.element()).lineHeight);
	expect(scrollHeight).toBeGreaterThan(clientHeight);
	expect(Math.round(clientHeight / line)).toBe(3);
});
