import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { CommentId, type StoryId } from '#shared/id.ts';
import UiStage from '#test/browser/world/UiStage.svelte';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const NARRATIVE = 'As a reader, I sign in with my email, so that my shelf follows me.';
const SEND = '{Control>}{Enter}{/Control}';

async function open(change: (world: World, id: StoryId) => void = () => {}) {
	const world = new World();
	const { edit } = world.workspace;
	const id = edit.addStory({ title: 'Sign in', narrative: NARRATIVE, criteria: ['It works'] });
	change(world, id);
	const screen = await render(UiStage, { world, keymap: new Keymap(), show: 'both', id });
	return { screen, world, id };
}

/** Robin comments from elsewhere. */
function robinSays(world: World, id: StoryId, text: string, n = 1) {
	const doc = openCommentsDoc(world.replicas.of(commentsDocName(id)).doc);
	const comment = freshComment({
		id: CommentId.parse(`cm_000000000${n}`),
		by: ROBIN,
		at: '2026-11-22T12:00:00.000Z',
		text,
	});
	addComment(doc, comment, { kind: 'person', id: ROBIN });
	return comment.id;
}

/** Selects words in the field that holds them, as a person would with the keyboard. */
function selectIn(area: Element, words: string) {
	if (!(area instanceof HTMLTextAreaElement)) throw new Error('There is no such field.');
	const from = area.value.indexOf(words);
	area.focus();
	area.setSelectionRange(from, from + words.length);
	document.dispatchEvent(new Event('selectionchange'));
}

test('[CT20] selected words get a comment, which stays on them while the text changes', async () => {
	const { screen, world, id } = await open();
	const area = screen.getByRole('textbox', { name: 'Narrative' });
	selectIn(area.element(), 'my email');
	await screen.getByRole('button', { name: 'Comment', exact: true }).click();
	await userEvent.keyboard(`Or a phone number?${SEND}`);

	const { comments } = world.workspace;
	await expect.poll(() => comments.marks(id, 'narrative')).toHaveLength(1);
	world.workspace.textOf(id, 'narrative').insert(0, 'Today: ');
	const [thread] = comments.threads(id);
	expect(thread && comments.passage(id, thread)).toMatchObject({ words: 'my email', gone: false });
	const mark = screen.container.querySelector(`mark[data-thread="${thread?.id}"]`);
	await expect.poll(() => mark?.textContent).toBe('my email');

	const text = world.workspace.textOf(id, 'narrative');
	text.delete(text.toString().indexOf('my email'), 'my email'.length);
	await expect.element(screen.getByText('On words that are gone: “my email”')).toBeVisible();
});

test('[CT20] after Escape, C comments on what was selected; in a field it is a letter', async () => {
	const { screen, world, id } = await open();
	const area = screen.getByRole('textbox', { name: 'Narrative' });
	selectIn(area.element(), 'my shelf');
	await userEvent.keyboard('{Control>}{Alt>}m{/Alt}{/Control}');
	await expect.element(screen.getByRole('textbox', { name: 'Comment' })).toBeVisible();
	await userEvent.keyboard(`Whose?${SEND}`);
	expect(world.workspace.comments.threads(id)[0]?.anchor).toMatchObject({ quote: 'my shelf' });
});

test('[CT21] naming somebody keeps their id in the text, and shows their name', async () => {
	const { screen, world, id } = await open();
	await screen.getByRole('button', { name: 'Write a comment' }).click();
	await userEvent.keyboard('Ask @rob');
	await expect.element(screen.getByRole('option', { name: /Robin Hobb/ })).toBeVisible();
	await userEvent.keyboard('{Enter}about it.');
	await userEvent.keyboard(SEND);
	await expect.element(screen.getByText('@Robin Hobb')).toBeVisible();
	expect(world.workspace.comments.threads(id)[0]?.comments[0]?.text).toBe(
		`Ask @${ROBIN} about it.`,
	);
});

test('[CT22] what others wrote is unread until it has been in sight for a moment', async () => {
	const { screen, world, id } = await open();
	robinSays(world, id, `Is this so, @${ADA}?`);
	const { comments } = world.workspace;
	await expect.poll(() => comments.unreadIn.get(id)).toBe(1);
	expect(comments.mentions).toMatchObject([{ artefact: id, comment: { by: ROBIN } }]);
	await screen.getByText('@Ada Lovelace').element().scrollIntoView();
	await expect.poll(() => comments.unreadIn.get(id), { timeout: 5_000 }).toBe(undefined);
	expect(comments.mentions).toEqual([]);
});

test('[CT23] open, resolved and those that name me are told apart', async () => {
	const { screen, world, id } = await open((changed, story) => {
		robinSays(changed, story, 'One.', 1);
		robinSays(changed, story, `Two, @${ADA}.`, 2);
	});
	await expect.element(screen.getByText('One.')).toBeVisible();
	world.workspace.edit.resolve(id, CommentId.parse('cm_0000000001'), true);
	await expect.poll(() => screen.getByText('One.').elements()).toHaveLength(0);
	await userEvent.click(screen.getByRole('radio', { name: 'Resolved 1' }), { force: true });
	await expect.element(screen.getByText('Resolved by Ada Lovelace.')).toBeVisible();
	await userEvent.click(screen.getByRole('radio', { name: 'Naming me 1' }), { force: true });
	await expect.element(screen.getByText('@Ada Lovelace')).toBeVisible();
});

test('[CT24] only one’s own comment is edited and deleted, and a deleted one leaves a trace', async () => {
	const { screen, world, id } = await open();
	const theirs = robinSays(world, id, 'Mine.');
	const own = world.workspace.edit.addComment(id, 'Ours.');
	world.workspace.edit.deleteComment(id, theirs);
	await expect.element(screen.getByText('Mine.')).toBeVisible();
	const thread = screen.getByRole('article', { name: 'Thread by Ada Lovelace' });
	await thread.getByRole('button', { name: 'More about this comment' }).click();
	await screen.getByRole('menuitem', { name: 'Edit' }).click();
	await userEvent.keyboard(` Both.${SEND}`);
	await expect.element(screen.getByText('Ours. Both.')).toBeVisible();
	world.workspace.edit.deleteComment(id, own);
	await expect.element(screen.getByText('You deleted this comment.')).toBeVisible();
});

test('[CT25] a comment is text: what looks like markup stays what was typed', async () => {
	const { screen, world, id } = await open();
	robinSays(
		world,
		id,
		'<img src=x onerror=alert(1)> **so** `a<b` javascript:alert(1) https://x.test/a',
	);
	const thread = screen.getByRole('article', { name: 'Thread by Robin Hobb' });
	await expect.poll(() => thread.element().textContent).toContain('<img src=x onerror=alert(1)> ');
	expect(thread.element().textContent).toContain('so a<b javascript:alert(1)');
	const links = [...thread.element().querySelectorAll('a')].map((a) => a.getAttribute('href'));
	expect(links).toEqual(['https://x.test/a']);
	expect(thread.element().querySelector('img')).toBeNull();
});

test('[UI19] a comment that was not sent is there when its box opens again, until it is sent or cancelled', async () => {
	const { screen, world, id } = await open();
	const begin = () => screen.getByRole('button', { name: 'Write a comment' }).click();
	const box = screen.getByRole('textbox', { name: 'Comment', exact: true });
	await begin();
	await userEvent.keyboard('From the first try?{Escape}');
	await expect.element(box).not.toBeInTheDocument();
	await screen.unmount();

	const again = await render(UiStage, { world, keymap: new Keymap(), show: 'both', id });
	await again.getByRole('button', { name: 'Write a comment' }).click();
	await expect.element(box).toHaveValue('From the first try?');
	await userEvent.keyboard(SEND);
	await begin();
	await expect.element(box).toHaveValue('');
	await userEvent.keyboard('Never mind.');
	await screen.getByRole('button', { name: 'Cancel' }).click();
	await begin();
	await expect.element(box).toHaveValue('');
});
