import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { designDocName } from '#shared/doc/doc-name.ts';
import ContextStage from '#test/browser/world/ContextStage.svelte';
import { ben, openDesign as open } from '#test/browser/world/design-world.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const TEXT = '# Session\n\nKeeps a reader signed in.\n\n## Public API\n\n## Test Assertions\n';

function shop(text = TEXT) {
	const world = new World();
	const { edit } = world.workspace;
	const accounts = edit.addContext({ name: 'Accounts', entity: 'Account' });
	const code = 'src/accounts/session.ts';
	const session = edit.addComponent(accounts, { name: 'Session', type: 'module', code });
	if (text !== '') edit.setDesign(session, text);
	return { world, accounts, session };
}

function nameAtCaret() {
	return document.querySelector('.cm-their-caret .cm-their-name')?.textContent;
}

test('two people type in one design at once, and both texts are there for both', async () => {
	const { world, session } = shop();
	const editor = await open(world, session);
	const other = ben(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}');
	for (const [n, word] of ['One ', 'two ', 'three.'].entries()) {
		await userEvent.keyboard(word);
		other.text.insert(2 + n, 'X');
	}
	const both = '# XXXSession\n\nKeeps a reader signed in.\n\n## Public API\n\n## Test Assertions\n';
	expect(world.workspace.designText(session)).toBe(`${both}One two three.`);
	expect(other.text.toString()).toBe(`${both}One two three.`);
	await expect.element(editor.getByText('# XXXSession')).toBeVisible();
});

test('undo takes back one’s own typing and leaves what another wrote', async () => {
	const { world, session } = shop();
	const editor = await open(world, session);
	const other = ben(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}mine');
	other.text.insert(0, 'his\n');
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(world.workspace.designText(session)).toBe(`his\n${TEXT}`);
	await userEvent.keyboard('{Control>}y{/Control}');
	expect(world.workspace.designText(session)).toBe(`his\n${TEXT}mine`);
});

test('another’s caret stands where they are, with their name', async () => {
	const { world, session } = shop();
	await open(world, session);
	const other = ben(world, session);
	other.pointAt(9);
	await expect.poll(nameAtCaret).toBe('Ben');
	other.text.insert(0, 'Moved.\n');
	const line = document.querySelector('.cm-their-caret')?.closest('.cm-line');
	expect(line?.textContent).toContain('# Session');
});

test('one’s own place stays right while others type, and is told anew only when they type at it', async () => {
	const { world, session } = shop();
	const editor = await open(world, session);
	const other = ben(world, session);
	const { doc, awareness } = world.replicas.of(designDocName(session));
	let told = 0;
	awareness.on('update', ({ updated }: { updated: number[] }) => {
		if (updated.includes(awareness.clientID)) told++;
	});
	const place = () => {
		const head: unknown = awareness.getLocalState()?.['cursor']?.head;
		const relative = Y.createRelativePositionFromJSON(head);
		return Y.createAbsolutePositionFromRelativePosition(relative, doc)?.index;
	};
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}{ArrowUp}');
	const before = { told, place: place() ?? Number.NaN };
	other.text.insert(0, 'Above. ');
	other.text.insert(other.text.length, 'Below.');
	expect(place()).toBe(before.place + 7);
	expect(told).toBe(before.told);
	other.text.insert(before.place + 7, 'Right here.');
	expect(place()).toBe(before.place + 7);
	expect(told).toBe(before.told + 1);

	await userEvent.keyboard('{Control>}{End}{/Control}');
	const end = other.text.length;
	const atEnd = told;
	other.text.insert(0, 'More. ');
	expect(place()).toBe(end + 6);
	expect(told).toBe(atEnd);
	other.text.insert(other.text.length, ' After.');
	expect(place()).toBe(end + 6);
	expect(told).toBe(atEnd + 1);
});

test('a name is shown as text and a colour that is none reaches no style', async () => {
	const { world, session } = shop();
	await open(world, session);
	const color = 'red; background: url(https://evil.example/x)';
	ben(world, session).pointAt(3, { name: '<b>Ben</b>', color });
	await expect.poll(nameAtCaret).toBe('<b>Ben</b>');
	const caret = document.querySelector('.cm-their-caret');
	expect(caret?.getAttribute('style')).toBe('--person: var(--person-6);');
});

test('a cursor that is no position is left out', async () => {
	const { world, session } = shop();
	const editor = await open(world, session);
	const { doc, awareness } = world.replicas.of(designDocName(session));
	const stranger = new Awareness(new Y.Doc());
	stranger.setLocalState({ user: 7, cursor: { anchor: 'here', head: { type: 'nonsense' } } });
	const update = encodeAwarenessUpdate(stranger, [stranger.clientID]);
	applyAwarenessUpdate(awareness, update, 'them');
	await editor.click();
	await userEvent.keyboard('still here');
	expect(doc.getText('markdown').toString()).toContain('still here');
	expect(document.querySelector('.cm-their-caret')).toBeNull();
});

test('a file with CRLF line ends is typed in without its offsets slipping', async () => {
	const { world, session } = shop('# Session\r\n\r\nOne line.\r\n');
	const editor = await open(world, session);
	const other = ben(world, session);
	await editor.click();
	await userEvent.keyboard('{Control>}{End}{/Control}mine');
	other.text.insert(2, 'The ');
	expect(world.workspace.designText(session)).toBe('# The Session\r\n\r\nOne line.\r\nmine');
	await expect.element(editor.getByText('# The Session')).toBeVisible();
});

test('the front matter is folded away until it is asked for', async () => {
	const { world, session } = shop(`---\nid: cp_0000000000\n---\n\n${TEXT}`);
	const editor = await open(world, session);
	expect(editor.element().textContent).not.toContain('cp_0000000000');
	await page.getByRole('button', { name: 'Front matter' }).click();
	await expect.element(editor.getByText('id: cp_0000000000')).toBeVisible();
});

test('a new design starts from its type’s template, tied to its component and context', async () => {
	const { world, accounts, session } = shop('');
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await page.getByRole('button', { name: 'Write the design' }).click();
	await expect.element(page.getByRole('textbox', { name: 'Session, Markdown' })).toBeVisible();
	const text = world.workspace.designText(session);
	expect(text).toContain(`id: ${session}`);
	expect(text).toContain(`context: ${accounts}`);
	expect(text).toContain('# Session');
	expect(text).toContain('## Public API');
});

/** What the preview's frame shows. */
function headings(): (string | null)[] {
	const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Preview"]');
	const all = frame?.contentDocument?.querySelectorAll('h1, h2, h3') ?? [];
	return Array.from(all, ({ textContent }) => textContent);
}

test('an approved design opens for reading, and Revise opens it for writing', async () => {
	const { world, session } = shop();
	world.stand(session, { phase: 'approved' });
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await expect.poll(headings).toContain('Public API');
	expect(page.getByRole('textbox', { name: 'Session, Markdown' }).query()).toBeNull();
	await page.getByRole('button', { name: /Revise/ }).click();
	await expect.element(page.getByRole('textbox', { name: 'Session, Markdown' })).toBeVisible();
});

test('a viewer reads a design and is offered no way to change it', async () => {
	const { world, session } = shop();
	world.role = 'viewer';
	await render(ContextStage, { workspace: world.workspace, shows: 'designs', id: session });
	await expect.poll(headings).toContain('Public API');
	expect(page.getByRole('radio', { name: 'Write' }).query()).toBeNull();
});
