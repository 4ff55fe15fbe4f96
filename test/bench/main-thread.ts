/** What a page's main thread was busy with during an act, by Chromium's own trace. */
import type { CDPSession, Page } from 'playwright-core';
import * as z from 'zod';

const GOAL_MS = 50;

const TraceEvent = z.object({
	name: z.string(),
	ph: z.string(),
	pid: z.number(),
	tid: z.number(),
	dur: z.number().optional(),
	tdur: z.number().optional(),
	args: z.unknown().optional(),
});
type TraceEvent = z.infer<typeof TraceEvent>;
const ThreadName = z.object({ name: z.string() });

/** A task of the main thread, in milliseconds. */
export interface Task {
	readonly clock: number;
	readonly processor: number;
}

/** The main thread's tasks during an act. */
export async function traced(on: Page, act: () => Promise<void>): Promise<readonly Task[]> {
	const cdp = await on.context().newCDPSession(on);
	const events: TraceEvent[] = [];
	cdp.on('Tracing.dataCollected', ({ value }) => {
		for (const one of value) {
			const event = TraceEvent.safeParse(one);
			if (event.success) events.push(event.data);
		}
	});
	await cdp.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] },
	});
	await act();
	await stopped(cdp);
	await cdp.detach();
	return mainThreadTasks(events);
}

function stopped(cdp: CDPSession): Promise<void> {
	const complete = new Promise<void>((resolve) =>
		cdp.once('Tracing.tracingComplete', () => resolve()),
	);
	return cdp.send('Tracing.end').then(() => complete);
}

/** Of all renderers the one that did most is the page's. */
function mainThreadTasks(events: readonly TraceEvent[]): readonly Task[] {
	const threads = events.filter(
		({ name, args }) =>
			name === 'thread_name' && ThreadName.safeParse(args).data?.name === 'CrRendererMain',
	);
	const tasks = threads.map(({ pid, tid }) =>
		events.flatMap((event) =>
			event.pid === pid && event.tid === tid && event.name.endsWith('RunTask') && event.dur
				? { clock: event.dur / 1000, processor: (event.tdur ?? event.dur) / 1000 }
				: [],
		),
	);
	const [most = []] = tasks.toSorted((a, b) => total(b) - total(a));
	if (most.length === 0) throw new Error('The trace holds no task of the page.');
	return most;
}

function total(tasks: readonly Task[]): number {
	return tasks.reduce((sum, { clock }) => sum + clock, 0);
}

/** Prints the longest tasks, by the clock and by the processor's time: on a busy machine they differ. */
export function report(what: string, tasks: readonly Task[]): void {
	console.log(`${what}: ${tasks.length} tasks.`);
	for (const [by, words] of [
		['clock', 'by the clock'],
		['processor', "by the processor's time"],
	] as const) {
		const times = tasks.map((task) => task[by]).toSorted((a, b) => b - a);
		const longest = times.slice(0, 5).map((time) => time.toFixed(1));
		const above = times.filter((time) => time > GOAL_MS).length;
		console.log(`  longest ${words}: ${longest.join(', ')} ms; ${above} above ${GOAL_MS} ms.`);
	}
}
