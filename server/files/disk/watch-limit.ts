/** What to say where the system has no more watches to give; null for any other error. */
import { codeOf } from '#server/files/disk/disk.ts';

const RAISED_BY: ReadonlyMap<string, string> = new Map([
	['ENOSPC', 'fs.inotify.max_user_watches=524288'],
	['EMFILE', 'fs.inotify.max_user_instances=1024'],
]);

export function watchLimit(error: unknown): string | null {
	const code = codeOf(error);
	const setting = RAISED_BY.get(code);
	if (setting === undefined) return null;
	return `The system watches no more folders (${code}), so files are looked at every two seconds instead. On Linux, more are watched after: sudo sysctl ${setting}`;
}
