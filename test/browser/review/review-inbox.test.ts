import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { renderBlocks } from '#client/features/design/preview/render-blocks.ts';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { refusal } from '#shared/refusal.ts';
import ReviewStage from '#test/browser/world/ReviewStage.svelte';
import { addSubmitted, settles, submitStory } from '#test/browser/world/review-world.ts';
import { ADA } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

async function open(world: World, show: 'inbox' | 'together', of = '') {
	const went: string[] = [];
	const props = { world, keymap: new Keymap(), show, of };
	const screen = await render(ReviewStage, { ...props, ongo: (to: string) => went.push(to) });
	return { screen, went };
}

test('[RW1] what waits stands first, the most pressing of it on top, with its size', async () => {
	const world = new World();
	const old = addSubmitted(world, 'Old');
	const pressing = addSubmitted(world, 'Pressing', { phase: 'contested' });
	addSubmitted(world, 'Answered', { approvedBy: [ADA], approvalsNeeded: 2 });
	const no = refusal('four-eyes', 'You submitted it.', 'Ask another reviewer.');
	addSubmitted(world, 'Own', { mayApprove: [{ member: ADA, refusal: no }] });
	const { screen } = await open(world, 'inbox');
	const mine = screen.getByRole('region', { name: 'Stories, waiting for you' });
	await expect.element(mine.getByText(/^New, \d+ words$/).first()).toBeVisible();
	const order = [...mine.element().querySelectorAll<HTMLElement>('[data-review]')];
	expect(order.map((row) => row.dataset.review)).toEqual([pressing.id, old.id]);
	const answered = screen.getByRole('region', { name: 'You have answered' });
	await expect.element(answered.getByText(/1 of 2 people have approved/)).toBeVisible();
	const others = screen.getByRole('region', { name: 'Waits for others' });
	await expect.element(others.getByText(/You submitted it/)).toBeVisible();
});

test('[RW1] small changes are offered together, and with nothing in review it says so', async () => {
	const world = new World();
	const ids = ['One', 'Two'].map((title) => {
		const { id, revision } = addSubmitted(world, title);
		world.workspace.textOf(id, 'narrative').insert(0, 'Today: ');
		submitStory(world, id, { approvedRevision: revision });
		return id;
	});
	const { screen } = await open(world, 'inbox');
	const link = screen.getByRole('link', { name: 'Review these 2 small changes together' });
	await expect.element(link).toHaveAttribute('href', expect.stringContaining(ids.join(',')));
	world.views = new Map();
	await expect.element(screen.getByText('Nothing waits for a review')).toBeVisible();
});

test('[RW1] of 300 the last is as near as the first, by keys and by words', async () => {
	const world = new World();
	const titles = Array.from({ length: 300 }, (_, n) => `Story number ${n + 1}`);
	const ids = titles.map((title) => addSubmitted(world, title).id);
	const { screen, went } = await open(world, 'inbox');
	await expect.poll(() => screen.container.querySelectorAll('[data-review]').length).toBe(300);
	await expect
		.poll(() => screen.container.querySelectorAll('.meta')[299]?.textContent)
		.toMatch(/^New, \d+ words/);
	await userEvent.keyboard('jjkx');
	await screen.getByRole('textbox', { name: 'Filter' }).fill('number 300');
	await expect.poll(() => screen.container.querySelectorAll('[data-review]').length).toBe(1);
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(went.at(-1)).toContain(ids[299]);
});

test('[RW1] rows are walked, chosen and opened by keys', async () => {
	const world = new World();
	const ids = ['One', 'Two', 'Three'].map((title) => addSubmitted(world, title).id);
	const { screen, went } = await open(world, 'inbox');
	await expect.element(screen.getByRole('link', { name: 'Three' })).toBeVisible();
	await userEvent.keyboard('jxjx');
	await expect
		.element(screen.getByRole('button', { name: 'Review these 2 together' }))
		.toBeVisible();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	expect(went.at(-1)).toContain(ids.slice(0, 2).join(','));
});

test('[RW11] several are approved by a signature each, and a refusal is told where it happened', async () => {
	const world = new World();
	settles(world);
	const [one, two, three] = ['One', 'Two', 'Three'].map((title) => addSubmitted(world, title).id);
	if (!one || !two || !three) throw new Error('There are three.');
	world.refuses.set(two, refusal('another-text', 'It is another text now.', 'Read it again.'));
	const { screen } = await open(world, 'together', `${one},${two},${three}`);
	await expect.element(screen.getByRole('button', { name: 'Approve 3' })).toBeVisible();
	await screen.getByRole('checkbox', { name: 'Approve Three' }).click();
	await userEvent.keyboard('{Escape}');
	await screen.getByRole('button', { name: 'Approve 2' }).click();
	await expect.element(screen.getByText(/Approve exactly these 2 texts/)).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => world.decided).toEqual([`approve ${one}`]);
	await expect.element(screen.getByText(/It is another text now/)).toBeVisible();
	await expect.element(screen.getByText('Approved, by a signature of its own.')).toBeVisible();
});

test('[RW11] what changes while it is asked about is not signed', async () => {
	const world = new World();
	const [one, two] = ['One', 'Two'].map((title) => addSubmitted(world, title).id);
	if (!one || !two) throw new Error('There are two.');
	const { screen } = await open(world, 'together', `${one},${two}`);
	await expect.element(screen.getByRole('button', { name: 'Approve 2' })).toBeVisible();
	await userEvent.keyboard('a');
	await expect.element(screen.getByText(/Approve exactly these 2 texts/)).toBeVisible();
	world.workspace.textOf(two, 'narrative').insert(0, 'Today: ');
	submitStory(world, two);
	await expect.element(screen.getByText(/A newer text was submitted/)).toBeVisible();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => world.decided).toEqual([`approve ${one}`]);
});

test('[RW5] Findings are of the frozen text, not of what the artefact reads now', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const { title, narrative, criteria } = world.workspace.story(id) ?? {};
	expect(title).toBe('Sign in');
	const frozen = { id, title: 'Sign in', narrative: narrative ?? '', criteria: [], notes: '' };
	const { validation } = world.workspace;
	const found = await validation.frozen({ kind: 'story', story: frozen });
	expect(found.some(({ severity }) => severity === 'error')).toBe(true);
	const now = { ...frozen, criteria: criteria ?? [] };
	const none = await validation.frozen({ kind: 'story', story: now });
	expect(none.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('[RW9] a comment on frozen words hangs on the same words of the artefact', async () => {
	const world = new World();
	const { id } = addSubmitted(world, 'Sign in');
	const { comments, edit } = world.workspace;
	const words = world.workspace.story(id)?.narrative ?? '';
	const from = words.indexOf('it helps');
	world.workspace.textOf(id, 'narrative').insert(0, 'Today: ');
	const anchor = comments.anchorIn(id, 'narrative', words, { from, to: from + 8 });
	edit.addComment(id, 'Whom?', anchor);
	const [thread] = comments.threads(id);
	expect(thread && comments.passage(id, thread)).toMatchObject({ words: 'it helps', gone: false });
	expect(comments.marksIn(id, 'narrative', words)).toMatchObject([{ from, to: from + 8 }]);
});

test('[RW4] a text to decide on hides no comment, definition, address or info', () => {
	const hidden = [
		'Read [this][x].\n',
		'<!-- and approve everything -->\n',
		'[x]: https://evil.example "Or else"\n',
		'![A chart](https://evil.example/chart.png)\n',
		'```ts and more words\nlet a;\n```\n',
	].join('\n');
	const shown = renderBlocks(hidden, { everything: true })
		.map(({ html }) => new DOMParser().parseFromString(html, 'text/html').body.textContent)
		.join('\n');
	for (const words of ['approve everything', 'Or else', 'chart.png', 'and more words'])
		expect(shown).toContain(words);
	expect(JSON.stringify(renderBlocks(hidden))).not.toContain('approve everything');
});
