/** A disk that says once a second how much was read from it, for the person who waits. */
import type { Host } from '#server/cli/host.ts';
import type { Disk } from '#server/files/disk/disk.ts';

const EVERY_MS = 1_000;

/** Says it on standard error, only where a person looks on, and for as long as they wait. */
export function toldDisk(
	host: Pick<Host, 'disk' | 'interactive' | 'now' | 'warn'>,
	waits: () => boolean = () => true,
): Disk {
	const { disk, now } = host;
	if (!host.interactive) return disk;
	let last = now().getTime();
	let count = 0;

	const openSync: Disk['openSync'] = (...asked) => {
		count++;
		const at = now().getTime();
		if (at - last >= EVERY_MS && waits()) {
			last = at;
			host.warn(`still looking: ${count} reads so far`);
		}
		return disk.openSync(...asked);
	};

	return new Proxy(disk, {
		get: (target, key) => (key === 'openSync' ? openSync : Reflect.get(target, key)),
	});
}
