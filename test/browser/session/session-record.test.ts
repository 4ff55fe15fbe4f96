import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { openSession } from '#test/browser/world/open-session.ts';
import SessionStage from '#test/browser/world/SessionStage.svelte';
import { busyShop, tellWork } from '#test/browser/world/session-world.ts';

beforeEach(() => page.viewport(1240, 800));

test('[SB10] what agents wrote is characters, whatever they wrote', async () => {
	const shop = busyShop();
	const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
	shop.world.sessions.say(shop.working, evil, { type: 'text', text: evil });
	shop.world.sessions.say(shop.working, evil, { type: 'note', text: evil });
	const stage = { world: shop.world, keymap: new Keymap(), session: shop.working.id };
	const screen = await render(SessionStage, stage);
	await expect.element(screen.getByText(evil).first()).toBeVisible();
	expect(document.querySelector('main img, main script')).toBeNull();
	expect(Reflect.get(window, 'hit')).toBeUndefined();
});

test('[SB11] the transcript is told in words, tool calls folded, a heading for each step', async () => {
	const { screen } = await openSession((shop) => {
		tellWork(shop);
		return shop.working;
	});
	const log = screen.getByRole('log', { name: 'Transcript' });
	await expect.element(log.getByRole('heading', { name: 'Write the design' })).toBeVisible();
	await expect.element(log.getByText('failed')).toBeVisible();
	await expect.element(log.getByText(/The artefacts have no errors/)).toBeVisible();
	await expect.element(log.getByText('It has no context.')).not.toBeInTheDocument();
	await log.getByText('write_design').click();
	await expect.element(log.getByText('It has no context.')).toBeVisible();
	await expect.element(screen.getByText('19.5K tokens, 92% of them from the cache')).toBeVisible();
	await expect.element(screen.getByText('$0.0312', { exact: true })).toBeVisible();
});

test('[SB11] what is being said stands at the end, as characters, until it is told', async () => {
	const shop = busyShop();
	shop.world.sessions.saying = '';
	const stage = { world: shop.world, keymap: new Keymap(), session: shop.working.id };
	const screen = await render(SessionStage, stage);
	const said = screen.getByRole('article', { name: 'Being said' });
	await expect.element(screen.getByText(/Nothing was said yet/)).toBeVisible();
	shop.world.sessions.saying = 'I <b>think';
	await expect.element(said.getByText('I <b>think')).toBeVisible();
	shop.world.sessions.saying = 'I <b>think so</b>';
	await expect.element(said.getByText('I <b>think so</b>')).toBeVisible();
	shop.world.sessions.saying = '';
	await expect.element(said).not.toBeInTheDocument();
});

test('[SB11] a long transcript follows its end until one scrolls up, a few lines on the page', async () => {
	const { screen, world, working } = await openSession(({ working: session }) => session);
	const say = (n: number) =>
		world.sessions.say(working, 'claude-code', { type: 'text', text: `Line ${n}.` });
	for (let n = 1; n <= 400; n++) say(n);
	await expect.element(screen.getByText('Line 400.')).toBeVisible();
	expect(document.querySelectorAll('[data-entry]').length).toBeLessThan(80);
	await page.viewport(420, 700);
	await page.viewport(1240, 640);
	await expect.element(screen.getByText('Line 400.')).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'To the end' })).not.toBeInTheDocument();
	const scroller = screen.getByRole('log').element();
	scroller.scrollTop = 0;
	await expect.element(screen.getByText('Line 1.', { exact: true })).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'To the end' })).toBeVisible();
	say(401);
	await expect.element(screen.getByText('Line 1.', { exact: true })).toBeVisible();
	await screen.getByRole('button', { name: 'To the end, 1 new' }).click();
	await expect.element(screen.getByText('Line 401.')).toBeVisible();
});

test('[SB12] the pack shows each part with its standing and tokens, and what was left out', async () => {
	const { screen, world, working } = await openSession((shop) => {
		tellWork(shop);
		return shop.working;
	}, '?show=pack');
	await expect.element(screen.getByText(/About 8,200 of 24,000 tokens/)).toBeVisible();
	await expect.element(screen.getByText('Design of Mail')).toBeVisible();
	await expect.element(screen.getByText(/The budget was used up/)).toBeVisible();
	await expect.element(screen.getByTitle(/marked as a draft/)).toBeVisible();
	await screen.getByText('Rules of the team').click();
	const rule = screen.getByText('- No classes.');
	await expect.element(rule).toBeVisible();
	// It is asked anew as the session goes on, and one reads on.
	const part = rule.element();
	world.sessions.pack = { ...world.sessions.pack, step: 'approval' };
	world.sessions.all = world.sessions.all.map((one) =>
		one.id === working.id ? { ...one, history: [...one.history, ...one.history] } : one,
	);
	const panel = screen.getByRole('region', { name: 'Context pack' });
	await expect.element(panel.getByText('People approve the design')).toBeVisible();
	expect(part.isConnected && rule.element()).toBe(part);
});

test('[SB13] texts and files stand as they were and as they are', async () => {
	const { screen } = await openSession((shop) => {
		tellWork(shop);
		return shop.working;
	}, '?show=changes');
	await expect.element(screen.getByText('1 passage differs')).toBeVisible();
	await screen.getByRole('button', { name: /session\.ts src\/ new/ }).click();
	await expect.element(screen.getByText('export const session = 1;')).toBeVisible();
});

test('[SB14] without the relay what was seen stays, and says so', async () => {
	const { screen, world, stage } = await openSession((shop) => {
		tellWork(shop);
		return shop.working;
	});
	world.sessions.away = { guard: 'offline', reason: 'No answer.', fix: 'Start it.' };
	await expect.element(screen.getByText(/what this device has seen of it/)).toBeVisible();
	await expect.element(screen.getByText(/The artefacts have no errors/)).toBeVisible();
	await screen.rerender({ ...stage, search: '?show=pack' });
	await expect.element(screen.getByText(/This is what it said last/)).toBeVisible();
});

test('[SB21] words are found in the transcript, folded ones too, and a line has its address', async () => {
	const { screen, addresses, stage } = await openSession((shop) => {
		for (let n = 1; n <= 300; n++) {
			const text = n % 100 === 7 ? `Needle ${n}.` : `Line ${n}.`;
			shop.world.sessions.say(shop.working, 'claude-code', { type: 'text', text });
		}
		const tool = { type: 'tool', name: 'read_file', failed: false } as const;
		const input = '{"path":"src/a.ts"}';
		shop.world.sessions.say(shop.working, 'claude-code', { ...tool, input, result: 'a needle' });
		return shop.working;
	});
	await expect.element(screen.getByText('301 entries')).toBeVisible();
	await expect.element(screen.getByText('src/a.ts')).toBeVisible();
	await userEvent.keyboard('/');
	await userEvent.keyboard('needle');
	await expect.element(screen.getByText('1 of 4')).toBeVisible();
	await expect.element(screen.getByText('Needle', { exact: true })).toBeVisible();
	await userEvent.keyboard('{Enter}{Enter}{Enter}');
	await expect.element(screen.getByText('4 of 4')).toBeVisible();
	await expect.element(screen.getByText('needle', { exact: true })).toBeVisible();
	await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
	await expect.element(screen.getByText('3 of 4')).toBeVisible();
	const line = document.querySelector('[data-entry="207"] a');
	if (!(line instanceof HTMLElement)) throw new Error('The line has no address.');
	line.click();
	expect(addresses.at(-1)).toBe('?line=207');
	await userEvent.keyboard('{Escape}');
	await screen.rerender({ ...stage, search: '?line=12' });
	await expect.element(screen.getByText('Line 12.', { exact: true })).toBeVisible();
	expect(document.querySelector('.chosen')?.getAttribute('data-entry')).toBe('12');
});
