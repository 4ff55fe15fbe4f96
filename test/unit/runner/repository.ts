/** A git repository in a temporary folder, with one commit. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Repository extends AsyncDisposable {
	/** Its real path; what lies beside it goes with it. */
	readonly folder: string;
}

export function repository(files: Readonly<Record<string, string>>): Repository {
	const place = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'lintel-runner-')));
	const folder = join(place, 'app');
	fs.mkdirSync(folder);
	for (const [path, text] of Object.entries(files)) {
		fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
		fs.writeFileSync(join(folder, path), text);
	}
	git(folder, 'init', '-q', '-b', 'main');
	git(folder, 'add', '-A');
	git(folder, 'commit', '-qm', 'One');
	return {
		folder,
		[Symbol.asyncDispose]: async () => fs.rmSync(place, { recursive: true, force: true }),
	};
}

/** What git printed, without the break at its end. */
export function git(folder: string, ...args: readonly string[]): string {
	const identity = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org'];
	return execFileSync('git', [...identity, ...args], {
		...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
	}).trimEnd();
}
