/**
 * How long the map of two hundred contexts keeps a browser from answering: drag and zoom in a real
 * Chromium, and the longest task of its trace.
 *
 *   node test/bench/map.ts [--smoke]
 */
import type { CDPSession, Page } from 'playwright-core';
import * as z from 'zod/mini';
import { mapFile } from '#test/bench/map-file.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace } from '#test/e2e/world/steps.ts';

const TraceEvent = z.object({
	name: z.string(),
	ph: z.string(),
	dur: z.optional(z.number()),
	/** The same in the processor's time, which a busy machine does not stretch. */
	tdur: z.optional(z.number()),
	pid: z.number(),
	tid: z.number(),
	args: z.optional(z.object({ name: z.optional(z.unknown()) })),
});
type TraceEvent = z.infer<typeof TraceEvent>;

const smoke = process.argv.includes('--smoke');
const contexts = smoke ? 40 : 200;
const MOVES = smoke ? 20 : 120;

await using served = await serveFolder({ 'context_map.md': mapFile(contexts) });
await using ada = await openProfile();
const { page } = ada;
await foundWorkspace(page, linkTo(served), 'Ada');
await page.goto(`${served.origin}/w/${served.workspace.slug}/map`);
await page.locator('.svelte-flow__node').first().waitFor();
await page.waitForTimeout(2_000);
const session = await page.context().newCDPSession(page);
const tasks = {
	zoom: await longestTask(session, () => zoom(page)),
	pan: await longestTask(session, () => pan(page)),
	drag: await longestTask(session, () => drag(page)),
	hover: await longestTask(session, () => hover(page)),
};
console.log(`${contexts} contexts: the longest task, in ms of processor time (and by the clock)`);
for (const [what, { longest, wall, over, count }] of Object.entries(tasks)) {
	const times = `${longest.toFixed(1).padStart(7)} (${wall.toFixed(1)})`;
	console.log(`  ${what.padEnd(6)}${times}   over 50 ms: ${over} of ${count}`);
}

async function zoom(page: Page): Promise<void> {
	await page.mouse.move(700, 450);
	for (let n = 0; n < MOVES; n++) {
		await page.mouse.wheel(0, n % 40 < 20 ? 60 : -60);
		await page.waitForTimeout(16);
	}
}

async function pan(page: Page): Promise<void> {
	await page.mouse.move(300, 840);
	await page.mouse.down();
	for (let n = 0; n < MOVES; n++) await page.mouse.move(300 + 4 * (n % 60), 840 - 3 * (n % 60));
	await page.mouse.up();
}

async function drag(page: Page): Promise<void> {
	const node = await page.evaluate(() => {
		const boxes = [...document.querySelectorAll('.svelte-flow__node a')].map((one) =>
			one.getBoundingClientRect(),
		);
		const box = boxes.find(({ x, y }) => x > 300 && x < 900 && y > 200 && y < 600);
		return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
	});
	if (node === null) throw new Error('A context is in sight.');
	await page.mouse.move(node.x, node.y);
	await page.mouse.down();
	for (let n = 1; n <= MOVES; n++)
		await page.mouse.move(node.x + 2 * n, node.y + Math.sin(n / 9) * 80);
	await page.mouse.up();
	await page.waitForTimeout(600);
}

async function hover(page: Page): Promise<void> {
	for (let n = 0; n < MOVES; n++) {
		await page.mouse.move(120 + ((n * 61) % 1200), 150 + ((n * 37) % 600));
		await page.waitForTimeout(16);
	}
}

/** The tasks of the page's main thread while something is done. */
async function longestTask(
	session: CDPSession,
	act: () => Promise<void>,
): Promise<{ longest: number; wall: number; over: number; count: number }> {
	const events: TraceEvent[] = [];
	const collect = ({ value }: { value: unknown[] }) => {
		for (const one of value) {
			const event = TraceEvent.safeParse(one);
			if (event.success) events.push(event.data);
		}
	};
	session.on('Tracing.dataCollected', collect);
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		categories: 'toplevel,disabled-by-default-devtools.timeline,devtools.timeline,__metadata',
	});
	await act();
	const done = new Promise<void>((resolve) =>
		session.once('Tracing.tracingComplete', () => resolve()),
	);
	await session.send('Tracing.end');
	await done;
	session.off('Tracing.dataCollected', collect);
	const main = new Set(
		events
			.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
			.map(({ pid, tid }) => `${pid} ${tid}`),
	);
	const tasks = events
		.filter(
			({ name, ph, pid, tid }) => /RunTask$/.test(name) && ph === 'X' && main.has(`${pid} ${tid}`),
		)
		.map(({ dur = 0, tdur = dur }) => ({ wall: dur / 1000, own: tdur / 1000 }));
	return {
		longest: tasks.reduce((most, { own }) => Math.max(most, own), 0),
		wall: tasks.reduce((most, { wall }) => Math.max(most, wall), 0),
		over: tasks.filter(({ own }) => own > 50).length,
		count: tasks.length,
	};
}
