/** What a page's main thread did for each key, by Chromium's own trace. */
import * as z from 'zod';

const TraceEvent = z.object({
	name: z.string(),
	ph: z.string(),
	pid: z.number(),
	tid: z.number(),
	ts: z.number(),
	dur: z.number().optional(),
	tdur: z.number().optional(),
	args: z.unknown().optional(),
});
type TraceEvent = z.infer<typeof TraceEvent>;
const ThreadName = z.object({ name: z.string() });
const Dispatched = z.object({ data: z.object({ type: z.string() }) });

export const CATEGORIES = [
	'toplevel',
	'devtools.timeline',
	'disabled-by-default-devtools.timeline',
	'__metadata',
];

/** In milliseconds, from a key's task to the end of the one that hands its frame over. */
export interface KeyFrame {
	/** By the clock, with what the screen and other processes made it wait. */
	readonly clock: number;
	/** The processor's time in all tasks on the way, others' edits and the rest of the page included. */
	readonly processor: number;
}

/** One frame for each key; a key whose frame another key shares counts up to that frame too. */
export function framesOf(trace: readonly unknown[]): readonly KeyFrame[] {
	const events = trace.flatMap((one) => TraceEvent.safeParse(one).data ?? []);
	const page = busiest(events);
	const own = events.filter(({ pid, tid, ph }) => ph === 'X' && `${pid} ${tid}` === page);
	const tasks = outermost(own.filter(({ name }) => name.endsWith('RunTask')));
	const keys = own.filter(isKey).map(({ ts }) => ts);
	const handed = own.filter(({ name }) => name === 'Commit').map(({ ts }) => ts);
	return keys.flatMap((key) => {
		const first = tasks.findIndex((task) => holds(task, key));
		const commit = handed.find((ts) => ts > key);
		if (first === -1 || commit === undefined) return [];
		const last = tasks.findIndex((task) => holds(task, commit));
		const between = tasks.slice(first, last + 1);
		const [start, end] = [between[0], between.at(-1)];
		if (start === undefined || end === undefined) return [];
		const processor = between.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
		return [{ clock: (endOf(end) - start.ts) / 1000, processor: processor / 1000 }];
	});
}

/** Of all renderers the one that was told of the most keys. */
function busiest(events: readonly TraceEvent[]): string {
	const mains = events.filter(
		({ name, args }) =>
			name === 'thread_name' && ThreadName.safeParse(args).data?.name === 'CrRendererMain',
	);
	const keys = new Map(mains.map(({ pid, tid }) => [`${pid} ${tid}`, 0]));
	for (const event of events) {
		const thread = `${event.pid} ${event.tid}`;
		if (keys.has(thread) && isKey(event)) keys.set(thread, (keys.get(thread) ?? 0) + 1);
	}
	const [most] = [...keys].sort(([, a], [, b]) => b - a);
	if (most === undefined || most[1] === 0) throw new Error('The trace holds no key.');
	return most[0];
}

function isKey({ name, args }: TraceEvent): boolean {
	return name === 'EventDispatch' && Dispatched.safeParse(args).data?.data.type === 'keydown';
}

/** Tasks that lie in another belong to it. */
function outermost(tasks: readonly TraceEvent[]): readonly TraceEvent[] {
	const inOrder = tasks.toSorted((a, b) => a.ts - b.ts || endOf(b) - endOf(a));
	let end = 0;
	return inOrder.filter((task) => {
		if (task.ts < end) return false;
		end = endOf(task);
		return true;
	});
}

function holds(task: TraceEvent, at: number): boolean {
	return task.ts <= at && at <= endOf(task);
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
	return ts + dur;
}
