/** Which program listens on a TCP port, as `node (process 4711)`; null where it can't be known. */
import { codeOf, type Disk } from '#server/files/disk/disk.ts';

const LISTENING = '0A';

/** Reads Linux's process table; other systems answer null. */
export function portOwner(disk: Disk, port: number): string | null {
	try {
		const sockets = new Set(
			['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => inodes(disk, table, port)),
		);
		if (sockets.size === 0) return null;
		const pids = disk.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
		const pid = pids.find((candidate) => holdsAny(disk, candidate, sockets));
		return pid === undefined ? null : `${nameOf(disk, pid)} (process ${pid})`;
	} catch (error) {
		if (codeOf(error) !== '') return null;
		throw error;
	}
}

function inodes(disk: Disk, table: string, port: number): string[] {
	const wanted = port.toString(16).toUpperCase().padStart(4, '0');
	if (!disk.existsSync(table)) return [];
	return disk
		.readFileSync(table, 'utf8')
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter((cells) => cells[1]?.endsWith(`:${wanted}`) && cells[3] === LISTENING)
		.flatMap((cells) => cells[9] ?? []);
}

function holdsAny(disk: Disk, pid: string, sockets: ReadonlySet<string>): boolean {
	try {
		return disk.readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
			const inode = /^socket:\[(\d+)\]$/.exec(linkOf(disk, `/proc/${pid}/fd/${descriptor}`))?.[1];
			return inode !== undefined && sockets.has(inode);
		});
	} catch {
		return false;
	}
}

function linkOf(disk: Disk, path: string): string {
	try {
		return disk.readlinkSync(path);
	} catch {
		return '';
	}
}

function nameOf(disk: Disk, pid: string): string {
	return disk.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}
