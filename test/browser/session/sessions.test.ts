import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { waitingFor } from '#client/features/now/waiting.ts';
import SessionStage from '#test/browser/world/SessionStage.svelte';
import { type Busy, busyShop } from '#test/browser/world/session-world.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

beforeEach(() => page.viewport(1240, 800));

async function open(search = '', change: (shop: Busy) => void = () => {}) {
	const shop = busyShop();
	await expect.poll(() => shop.world.workspace.artefacts.designs.length).toBe(2);
	change(shop);
	const addresses: string[] = [];
	const ongo = (address: string) => addresses.push(address);
	const stage = { world: shop.world, keymap: new Keymap(), search, ongo };
	const screen = await render(SessionStage, stage);
	return { ...shop, screen, stage, addresses };
}

const titles = (region: Element | null) =>
	[...(region?.querySelectorAll('[data-session] .title') ?? [])].map((row) =>
		row.textContent?.replace(/\s+/g, ' ').trim(),
	);
const focused = () => document.activeElement?.closest('[data-session]');

test('[SB2] what waits for a person stands first, each family together, what ended folded', async () => {
	const { screen, stage, addresses } = await open();
	const waiting = screen.getByRole('region', { name: 'Waiting for you' });
	expect(titles(waiting.element())).toEqual([
		'Build a context for Accounts',
		'Session Write a component’s tests',
		'Lockout Write a component’s code',
		'Review a story for Sign in with email',
		'Interview for stories',
	]);
	const working = screen.getByRole('region', { name: 'Working' });
	expect(titles(working.element())).toEqual(['Design a component for Session']);
	await expect.element(working.getByText('Step 1 of 2: Write the design')).toBeVisible();
	await expect.element(working.getByText('silent; runs out in 5 minutes')).toBeVisible();
	await expect.element(waiting.getByText(/^Robin Hobb asks: How long may a link/)).toBeVisible();
	const ended = screen.getByRole('region', { name: /Done, failed and cancelled/ });
	expect(titles(ended.element())).toEqual([]);
	await ended.getByRole('button').click();
	expect(addresses.at(-1)).toBe('?ended=shown');
	await screen.rerender({ ...stage, search: '?ended=shown' });
	await expect.poll(() => titles(ended.element())).toHaveLength(2);
});

test('[SB3] words, type and artefact narrow the board, and stand in the address', async () => {
	const { screen, stage, addresses, story } = await open();
	await screen.getByLabelText('Search the sessions').fill('passwords');
	expect(addresses.at(-1)).toBe('?q=passwords');
	await screen.rerender({ ...stage, search: '?q=passwords' });
	await expect.element(screen.getByText('1 of 8 sessions')).toBeVisible();
	await userEvent.selectOptions(screen.getByLabelText('Type of session'), 'story-review');
	expect(addresses.at(-1)).toBe('?q=passwords&type=story-review');
	await screen.rerender({ ...stage, search: `?of=${story}` });
	await expect.element(screen.getByText('2 of 8 sessions')).toBeVisible();
	await screen.getByRole('button', { name: /Show all artefacts/ }).click();
	expect(addresses.at(-1)).toBe('');
	await screen.rerender({ ...stage, search: '?type=none&of=7' });
	await expect.element(screen.getByText('8 sessions')).toBeVisible();
});

test('[SB4] J and K walk the board, and N starts a session', async () => {
	const { world, stuck, screen } = await open();
	await userEvent.keyboard('jjj');
	expect(focused()?.getAttribute('data-session')).toBe(stuck.id);
	await userEvent.keyboard('k');
	expect(document.activeElement?.getAttribute('href')).toContain(
		`/w/${world.workspace.slug}/sessions/se_`,
	);
	await userEvent.keyboard('n');
	await expect.element(page.getByRole('dialog', { name: 'Start a session' })).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByRole('heading', { name: 'Sessions' })).toBeVisible();
});

test('[SB5] a board without sessions says what one is and how to get the first', async () => {
	const world = new World();
	const screen = await render(SessionStage, { world, keymap: new Keymap() });
	await expect.element(screen.getByText('lintel connect claude')).toBeVisible();
	await screen.getByRole('button', { name: /Start a session/ }).click();
	await expect.element(page.getByRole('dialog')).toBeVisible();
});

test('[SB5] a viewer reads the board and is told why they start none', async () => {
	const { screen } = await open('', ({ world }) => {
		world.role = 'viewer';
	});
	await expect.element(screen.getByRole('region', { name: 'Waiting for people' })).toBeVisible();
	const start = screen.getByRole('button', { name: /Start a session/ });
	await expect.element(start).toHaveAttribute('aria-disabled', 'true');
	await expect.element(start).toHaveAccessibleDescription(/role of author/);
});

test('[SB6] a session is started with its type, what it is about and the person’s own words', async () => {
	const { world } = await open();
	await userEvent.keyboard('n');
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('radio', { name: /Review a story/ }).click();
	await dialog.getByRole('button', { name: 'Choose what it is about' }).click();
	await page.getByRole('option', { name: 'Sign in with email' }).click();
	await dialog.getByLabelText('What do you want?').fill('Look for what is missing.');
	await dialog.getByRole('button', { name: /Start it/ }).click();
	await expect.poll(() => world.sessions.signed.length).toBe(1);
	const [started] = world.sessions.signed;
	const [story] = world.workspace.stories;
	expect(started).toMatchObject({
		...{ type: 'sessionStarted', kind: 'story-review', artefact: story?.id },
	});
	expect(world.sessions.blobs.map(({ text }) => text)).toEqual(['Look for what is missing.']);
});

test('[SB6] what can’t be started now stays in sight and says why', async () => {
	const { story } = await open(``, ({ world }) => {
		world.whyNotStart = { guard: 'x', reason: 'It is not approved.', fix: 'Have it approved.' };
	});
	expect(story).toBeTruthy();
	await userEvent.keyboard('n');
	const dialog = page.getByRole('dialog');
	const interview = dialog.getByRole('radio', { name: /Interview for stories/ });
	await expect.element(interview).toBeDisabled();
	await expect.element(interview).toHaveAccessibleDescription(/It is not approved/);
	await dialog.getByRole('radio', { name: /Review a story/ }).click();
	const start = dialog.getByRole('button', { name: /Start it/ });
	await expect.element(start).toHaveAccessibleDescription('Choose what it is about.');
});

test('[SB20] about an artefact only what fits is offered, and the rest says what it is for', async () => {
	const { world, screen, stage, story } = await open();
	await screen.rerender({ ...stage, search: `?of=${story}` });
	await userEvent.keyboard('n');
	const dialog = page.getByRole('dialog', { name: 'Start a session for “Sign in with email”' });
	await expect
		.element(dialog.getByRole('radio', { name: /Write a component/ }))
		.not.toBeInTheDocument();
	const others = dialog.getByRole('region', { name: 'Types that don’t fit' });
	await expect.element(others.getByText(/Write a component’s tests/)).toBeVisible();
	await expect.element(others.getByText('For no artefact in particular')).toBeVisible();
	await dialog.getByRole('radio', { name: /Review a story/ }).click();
	await dialog.getByRole('button', { name: /Start it/ }).click();
	await expect.poll(() => world.sessions.signed.length).toBe(1);
	expect(world.sessions.signed[0]).toMatchObject({ kind: 'story-review', artefact: story });
});

test.for([
	['light', 1240],
	['dark', 390],
] as const)('[SB4] axe finds nothing on the board, %s at %d', async ([theme, width]) => {
	await page.viewport(width, 800);
	document.documentElement.dataset['theme'] = theme;
	await open('?ended=shown');
	await expect.poll(() => titles(document.body).length).toBe(8);
	const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	delete document.documentElement.dataset['theme'];
});

test('[SB17] Now says which sessions a person has to see to, and leads there', async () => {
	const { world, asking, stuck } = await open();
	const { slug } = world.workspace;
	const waits = () => waitingFor(world.workspace).filter(({ phase }) => phase !== undefined);
	expect(waits().map(({ title, href }) => [title, href])).toEqual([
		['Write a component’s code for “Lockout”', `/w/${slug}/sessions/${stuck.id}`],
		['Interview for stories', `/w/${slug}/sessions/${asking.id}`],
	]);
	const waiting = {
		for: 'approval',
		artefacts: stuck.artefact === null ? [] : [stuck.artefact],
	} as const;
	const lost = { ...stuck, phase: 'waiting', waiting } as const;
	world.sessions.all = world.sessions.all.map((one) => (one.id === stuck.id ? lost : one));
	expect(waits()[0]?.words).toBe('It is no longer approved as it reads.');
	world.role = 'viewer';
	expect(waits()).toEqual([]);
});
