import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { frontMatter } from '#client/features/design/editor/front-matter.ts';
import { groupDesigns } from '#client/features/design/group-designs.ts';
import { outlineOf } from '#client/features/design/outline.ts';
import { renderBlocks } from '#client/features/design/preview/render-blocks.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const TEXT = [
	'---',
	'id: cp_0000000000',
	'criteria: []',
	'---',
	'# Session',
	'',
	'```sh',
	'# no heading',
	'```',
	'',
	'Setext',
	'------',
	'',
	'> # quoted',
	'',
	'### Deep *one* <!-- cp_0000000000 -->',
	'',
].join('\n');

function shop() {
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const orders = edit.addContext({ name: 'Orders', entity: 'Order' });
	const add = (context: typeof accounts, name: string) =>
		edit.addComponent(context, { name, type: 'module', code: `src/${name.toLowerCase()}.ts` });
	const session = add(accounts, 'Session');
	add(accounts, 'Lockout');
	add(orders, 'Basket');
	edit.setDesign(session, TEXT.replace('cp_0000000000', session));
	return { world, accounts, session };
}

test('the preview runs nothing, fetches nothing and links only to safe places', () => {
	const blocks = renderBlocks(
		[
			'<script>alert(1)</script> <img src=x onerror=alert(1)>',
			'[web](https://example.com/a) [run](javascript:alert(1)) [file](file:///etc/passwd)',
			'[near](#public-api) [other](../secret.md) ![seen](https://evil.example/x.png)',
			'<https://example.org> `<b>code</b>`',
		].join('\n\n'),
	);
	const box = document.createElement('div');
	box.innerHTML = blocks.map(({ html }) => html).join('');
	expect(box.querySelectorAll('script, img, iframe, [onerror], [style]')).toHaveLength(0);
	expect(box.textContent).toContain('<script>alert(1)</script>');
	expect([...box.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))).toEqual([
		'https://example.com/a',
		'#public-api',
		'https://example.org',
	]);
	expect(box.querySelector('a')?.rel).toBe('noopener noreferrer nofollow');
	expect(box.querySelector('code')?.textContent).toBe('<b>code</b>');
});

test('the outline holds the headings with their lines, and nothing that only looks like one', () => {
	expect(outlineOf(TEXT)).toEqual([
		{ level: 1, text: 'Session', line: 4 },
		{ level: 2, text: 'Setext', line: 10 },
		{ level: 3, text: 'Deep one', line: 15 },
	]);
});

test('the editor’s parser and the outline’s agree on which lines are headings', () => {
	const language = markdown({ base: markdownLanguage, extensions: frontMatter });
	const state = EditorState.create({ doc: TEXT, extensions: [language] });
	const lines: number[] = [];
	ensureSyntaxTree(state, TEXT.length, 5_000)?.iterate({
		enter({ name, from, node }) {
			if (!/^(?:ATX|Setext)Heading\d$/.test(name)) return;
			if (node.parent?.name === 'Document') lines.push(state.doc.lineAt(from).number - 1);
		},
	});
	expect(lines).toEqual(outlineOf(TEXT).map(({ line }) => line));
});

test('the tree holds designs under their contexts, and says who is in one', async () => {
	const { world, session } = shop();
	world.people = [
		{ id: 'mb_ben', name: 'Ben', kind: 'person', color: '#888', where: session, doing: null },
	];
	await render(ContextStage, { workspace: world.workspace, shows: 'designs' });
	const tree = page.getByRole('navigation', { name: 'Designs' });
	await expect.element(tree.getByText('1 of 2 written')).toBeVisible();
	await expect.element(tree.getByText('Ben is here')).toBeVisible();
});

test('the tree is searched, and walked with the arrow keys', async () => {
	const { world } = shop();
	await render(ContextStage, { workspace: world.workspace, shows: 'designs' });
	const links = page.getByRole('navigation', { name: 'Designs' }).getByRole('link');
	const first = links.first().element();
	if (first instanceof HTMLElement) first.focus();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(links.nth(1)).toHaveFocus();
	await page.getByRole('searchbox', { name: 'Search designs' }).fill('basket');
	await expect.element(links.first().getByText('Basket', { exact: true })).toBeVisible();
	expect(links.elements()).toHaveLength(1);
});

test('a design without a context stands in a group of its own, last', () => {
	const { world, accounts } = shop();
	const [known] = world.workspace.designs;
	if (known === undefined) throw new Error('There is a design.');
	const groups = groupDesigns([{ ...known, context: null }, known], world.workspace.contexts, '');
	expect(groups.map(({ id }) => id)).toEqual([accounts, '']);
});

test('a workspace without components says where designs come from', async () => {
	await render(ContextStage, { workspace: new World().workspace, shows: 'designs' });
	await expect.element(page.getByRole('heading', { name: 'No design yet' })).toBeVisible();
	await expect.element(page.getByRole('link', { name: 'Open the map' })).toBeVisible();
});

test('the criteria a design serves are picked from its context’s stories', async () => {
	const { world, accounts, session } = shop();
	const { edit } = world.workspace;
	const story = edit.addStory({ title: 'Sign in', criteria: ['A valid password opens the shelf'] });
	edit.linkStory(accounts, story);
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await page.getByRole('button', { name: 'Serves no criteria' }).click();
	await page.getByRole('checkbox', { name: 'A valid password opens the shelf' }).click();
	await expect.element(page.getByRole('button', { name: 'Serves 1 criterion' })).toBeVisible();
	const [criterion] = world.workspace.story(story)?.criteria ?? [];
	const text = world.workspace.designText(session);
	expect(text).toContain(`criteria: [${criterion?.id}]`);
	expect(text.endsWith(TEXT.slice(TEXT.indexOf('# Session')))).toBe(true);
});

test('a heading of the outline leads to its place in the text', async () => {
	const { world, session } = shop();
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await expect.element(page.getByRole('textbox', { name: 'Session, Markdown' })).toBeVisible();
	const button = page.getByRole('button', { name: 'Outline', exact: true });
	if (button.query()) await button.click();
	await page.getByRole('navigation', { name: 'Outline' }).getByText('Deep one').click();
	await userEvent.keyboard('!');
	expect(world.workspace.designText(session)).toContain('\n!### Deep');
});
