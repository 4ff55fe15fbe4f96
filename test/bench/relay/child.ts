import { fork } from 'node:child_process';
import * as z from 'zod';

const Ready = z.object({ port: z.int() });
const Usage = z.object({
	cpu: z.object({ user: z.number(), system: z.number() }),
	rss: z.number(),
});

/** A relay in a process of its own, so that what it uses is its own. */
export interface Child extends Disposable {
	readonly port: number;
	/** CPU milliseconds since it started, and resident bytes. */
	usage(): Promise<{ cpuMs: number; rss: number }>;
}

export async function startChild(script: string, args: readonly string[]): Promise<Child> {
	const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const next = () => new Promise<unknown>((resolve) => child.once('message', resolve));
	const { port } = Ready.parse(await next());

	return {
		port,
		usage: async () => {
			const answer = next();
			child.send('usage');
			const { cpu, rss } = Usage.parse(await answer);
			return { cpuMs: (cpu.user + cpu.system) / 1_000, rss };
		},
		// Each of them ends, and cleans up, when it is let go of.
		[Symbol.dispose]: () => child.disconnect(),
	};
}
