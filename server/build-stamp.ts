import type { Disk } from '#server/files/disk/disk.ts';

const FOLDERS = ['server', 'shared', 'machines', 'dist'];

/** When the code below `home` last changed: whoever works on Lintel has many of one version. */
export function buildStamp(disk: Disk, home: string): string {
	const newest = FOLDERS.map((folder) => newestIn(disk, `${home}/${folder}`));
	return String(Math.max(...newest));
}

function newestIn(disk: Disk, folder: string): number {
	const stat = disk.statSync(folder, { throwIfNoEntry: false });
	if (stat?.isDirectory() !== true) return stat?.mtimeMs ?? 0;
	const names = disk.readdirSync(folder, { withFileTypes: true });
	return names.reduce((newest, entry) => {
		const path = `${folder}/${entry.name}`;
		const own = entry.isDirectory()
			? newestIn(disk, path)
			: (disk.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
		return Math.max(newest, own);
	}, stat.mtimeMs);
}
