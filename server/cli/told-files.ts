/** Says once a second how many code files were read, where a person looks on. */
import type { Host } from '#server/cli/host.ts';

const EVERY_MS = 1_000;

export function toldFiles(
	host: Pick<Host, 'interactive' | 'now' | 'warn'>,
): (done: number, all: number) => void {
	let last = host.now().getTime();
	return (done, all) => {
		const now = host.now().getTime();
		if (!host.interactive || now - last < EVERY_MS) return;
		last = now;
		host.warn(`read ${done} of ${all} code files`);
	};
}
