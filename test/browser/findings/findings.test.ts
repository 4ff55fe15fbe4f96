import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import type { Observed } from '#shared/protocol/log.ts';
import { knownKey } from '#shared/trace/known-key.ts';
import { bookshop, openDesign } from '#test/browser/world/design-world.ts';
import FindingsStage from '#test/browser/world/FindingsStage.svelte';
import UiStage from '#test/browser/world/UiStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

function shop(
	says: readonly string[] = ['It opens the shelf', 'It is fast', 'it opens the shelf.'],
) {
	const world = new World();
	world.checks = true;
	const id = world.workspace.edit.addStory({
		title: 'Sign in',
		narrative: 'As a reader, I want to sign in, so that I can read.',
		criteria: says,
	});
	const criteria = () => world.workspace.story(id)?.criteria.map(({ text }) => text);
	return { world, id, criteria };
}

test('[VA17] a quick fix is one click in the inspector, and one undo takes it back', async () => {
	const { world, id, criteria } = shop();
	await new Promise((done) => setTimeout(done, 600));
	const screen = await render(FindingsStage, { world, id });
	await screen.getByRole('button', { name: 'Remove this criterion' }).click();
	expect(criteria()).toEqual(['It opens the shelf', 'It is fast']);
	await expect.element(screen.getByText(/say the same/)).not.toBeInTheDocument();
	world.workspace.undo();
	expect(criteria()).toEqual(['It opens the shelf', 'It is fast', 'it opens the shelf.']);
	await expect.element(screen.getByText(/say the same/)).toBeVisible();
});

test('[VA17] a reader is offered no change', async () => {
	const { world, id } = shop();
	world.role = 'viewer';
	const screen = await render(FindingsStage, { world, id });
	await expect.element(screen.getByText(/say the same/)).toBeVisible();
	expect(screen.getByRole('button', { name: 'Remove this criterion' }).query()).toBeNull();
});

test('[VA17] words are marked in their field while they read so, and one click selects them', async () => {
	const { world, id } = shop(['It is fast']);
	const screen = await render(UiStage, { world, keymap: new Keymap(), show: 'both', id });
	const mark = () => document.querySelector('mark.warning')?.textContent;
	await expect.poll(mark).toBe('fast');
	await screen.getByRole('link', { name: /“fast” in a criterion/ }).click();
	const field = screen.getByLabelText('Criterion 1', { exact: true });
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('done within a second');
	await expect.element(field).toHaveValue('It is done within a second');
	await expect.poll(mark).toBe(undefined);
});

test('[VA17] the list is narrowed by words, severity and group, and the address says how', async () => {
	const { world } = shop();
	world.workspace.edit.addStory({ title: 'Shelve' });
	let address = '';
	const screen = await render(FindingsStage, {
		...{ world, search: '?by=rule' },
		onsearch: (next) => {
			address = next;
		},
	});
	await expect.element(screen.getByRole('heading', { name: /untestable-words/ })).toBeVisible();
	await screen.getByRole('radio', { name: 'Errors' }).click({ force: true });
	expect(address).toBe('?by=rule&severity=error');
	await expect.element(screen.getByRole('status')).toHaveTextContent('1 error');
	await screen.getByRole('searchbox').fill('nobody says this');
	expect(address).toBe('?by=rule&severity=error&q=nobody+says+this');
	await expect.element(screen.getByRole('status')).toHaveTextContent('None of them fit.');
});

test('[VA17] J goes through the list', async () => {
	const { world } = shop();
	const screen = await render(FindingsStage, { world });
	await expect.element(screen.getByText(/say the same/)).toBeVisible();
	await userEvent.keyboard('j');
	await expect.element(screen.getByRole('link').first()).toHaveFocus();
	await userEvent.keyboard('j');
	await expect.element(screen.getByRole('link').nth(1)).toHaveFocus();
});

/** Tells the page, as a relay would, that Findings of these rules were there before Lintel came. */
function know(world: World, rules: readonly string[]): void {
	const { workspace } = world;
	const known = workspace.findings().flatMap((finding) => {
		const { artefact } = finding;
		if (!rules.includes(finding.rule) || artefact === null) return [];
		const story = workspace.story(artefact);
		if (story !== null) return knownKey(finding, { kind: 'story', story }, []);
		const design = workspace.artefacts.designs.find(({ id }) => id === artefact);
		if (design === undefined) return [];
		const lines = workspace.designText(design.id).split('\n');
		return knownKey(finding, { kind: 'design', design }, lines);
	});
	world.observed = { ...OBSERVED, known };
}

const OBSERVED: Observed = {
	...{ type: 'observed', checkout: null, at: '2026-11-23T07:00:00Z', preset: 'typescript' },
	...{ implemented: [], findings: [], unsaved: 0 },
};

test('[AD13] what is known from before is folded away and counted apart, until its words change', async () => {
	const { world, id } = shop(['It is fast', 'It opens the shelf', 'it opens the shelf.']);
	const screen = await render(FindingsStage, { world });
	const sum = screen.getByRole('status');
	await expect.element(sum).toHaveTextContent('2 warnings');
	const all = screen.container.querySelectorAll('[data-finding]').length;
	know(world, ['untestable-words']);
	await expect.element(sum).toHaveTextContent('1 warning · 1 known from before');
	expect(screen.container.querySelectorAll('[data-finding]')).toHaveLength(all - 1);
	const fold = screen.getByRole('region', { name: 'Known from before' });
	await fold.getByText(/Known from before/).click();
	await expect.element(screen.getByText('Known warning:')).toBeInTheDocument();
	await screen.getByRole('searchbox').fill('fast');
	await expect.element(screen.getByText('Known warning:')).toBeInTheDocument();
	await screen.getByRole('searchbox').fill('');
	expect(screen.container.querySelectorAll('.known [data-finding]')).toHaveLength(1);

	const [fast] = world.workspace.story(id)?.criteria ?? [];
	if (fast === undefined) throw new Error('It was written.');
	world.workspace.textOf(id, `criteria/${fast.id}`).insert(0, 'Really, ');
	await expect.element(sum).toHaveTextContent('2 warnings');
	await expect.element(fold).not.toBeInTheDocument();
});

test('[AD13] of several alike no more are known than there were', async () => {
	const { world, id } = shop(['It is fast and fast']);
	const screen = await render(FindingsStage, { world, id });
	await expect.element(screen.getByText(/“fast” in a criterion/).first()).toBeVisible();
	know(world, ['untestable-words']);
	const known = world.observed?.known ?? [];
	expect([known.length, new Set(known).size]).toEqual([2, 1]);
	world.observed = { ...OBSERVED, known: known.slice(1) };
	const { workspace } = world;
	const alike = workspace.findings().filter(({ rule }) => rule === 'untestable-words');
	expect(alike.map((finding) => workspace.isKnown(finding))).toEqual([true, false]);
});

test('[AD13] the inspector and the editor of a design show quietly what is known from before', async () => {
	const { world, session } = bookshop('# Session\n\n## Purposse\n\nWhy.\n');
	world.checks = true;
	await openDesign(world, session);
	const marked = (look: string) => document.querySelector(`.cm-lintRange-${look}`)?.textContent;
	await expect.poll(() => marked('warning')).toBe('Purposse');
	know(world, [...new Set(world.workspace.findings().map(({ rule }) => rule))]);
	await expect.poll(() => marked('info')).toBe('Purposse');
	const loud = '.cm-lint-marker-warning, .cm-lint-marker-error';
	expect(document.querySelectorAll(loud)).toHaveLength(0);
	const screen = await render(FindingsStage, { world, id: session });
	await expect.element(screen.getByRole('region', { name: 'Known from before' })).toBeVisible();
	expect(screen.container.querySelectorAll('[data-finding]')).toHaveLength(0);
});

test('[VA17] the editor of a design marks findings in text and gutter', async () => {
	const { world, session } = bookshop('# Session\n\n## Purposse\n\nWhy.\n');
	world.checks = true;
	await openDesign(world, session);
	const marked = () => document.querySelector('.cm-lintRange-warning')?.textContent;
	await expect.poll(marked).toBe('Purposse');
	expect(document.querySelectorAll('.cm-lint-marker-warning').length).toBeGreaterThan(0);
	const [finding] = world.workspace.validation.of(session);
	if (finding === undefined) throw new Error('It was found.');
	const done = world.workspace.validation.apply(finding, 'Rename “Purposse” to “Purpose”');
	await expect.poll(() => world.workspace.designText(session)).toContain('## Purpose\n');
	await expect.poll(marked).toBe(undefined);
	// The workspace's undo does not reach a design: the fix brings its own.
	if (done.ok) done.value?.();
	expect(world.workspace.designText(session)).toContain('## Purposse\n');
});
