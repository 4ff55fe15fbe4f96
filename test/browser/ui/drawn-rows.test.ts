/** Long lists draw what is in sight, and are told its sizes by the browser. */
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { openSession } from '#test/browser/world/open-session.ts';

beforeEach(() => page.viewport(1240, 800));

test('[SB11] lines of every height are told their sizes without the browser’s complaint', async () => {
	const complaints: string[] = [];
	const listen = ({ message }: ErrorEvent) => complaints.push(message);
	window.addEventListener('error', listen);
	const { screen, world, working } = await openSession(({ working: session }) => session);
	for (let n = 1; n <= 300; n++) {
		const text = n % 3 === 0 ? `Line ${n}. ${'Words that go on. '.repeat(n)}` : `Line ${n}.`;
		world.sessions.say(working, 'claude-code', { type: 'text', text });
	}
	await expect.element(screen.getByText(/^Line 300\./)).toBeVisible();
	const scroller = screen.getByRole('log').element();
	for (const part of [0, 0.5, 0.2, 0.8, 0.1]) {
		scroller.scrollTop = part * scroller.scrollHeight;
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
	await page.viewport(420, 700);
	await page.viewport(1240, 640);
	scroller.scrollTop = 0;
	await expect.element(screen.getByText('Line 1.', { exact: true })).toBeVisible();
	window.removeEventListener('error', listen);
	expect(complaints).toEqual([]);
});
