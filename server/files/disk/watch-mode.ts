import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';

/** Network and shared file systems, which tell nobody what another machine wrote to them. */
const SILENT = new Set([
	0x6969, // NFS
	0x517b, // SMB
	0xfe534d42, // SMB2
	0xff534d42, // CIFS
	0x01021997, // 9P, as WSL mounts Windows drives
	0x786f4256, // VirtualBox
	0x65735546, // FUSE
	0x65735543, // sshfs and others through FUSE's control
]);

/** How a repository's files are watched, where nobody has said so. */
export function likelyWatchMode(disk: Disk, root: string): WatchMode {
	try {
		return SILENT.has(disk.statfsSync(root).type) ? 'poll' : 'native';
	} catch {
		return 'native';
	}
}
