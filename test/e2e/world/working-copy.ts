/** A git working copy of its own for one test, with files that were committed by hand. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface WorkingCopy extends Disposable {
	/** Its real path. */
	readonly folder: string;
	/** Where the test keeps databases and the running file, outside the tree. */
	readonly data: string;
	git(...args: readonly string[]): string;
	read(path: string): string;
	write(path: string, text: string): void;
	/** The lines that differ from the last commit, without the diff's own headers. */
	changedLines(path?: string): string[];
}

export function createWorkingCopy(files: Readonly<Record<string, string>>): WorkingCopy {
	const place = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-')));
	const folder = join(place, 'bookshop');
	mkdirSync(folder);

	function git(...args: readonly string[]): string {
		const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
		return execFileSync('git', [...identity, ...args], {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	}

	function write(path: string, text: string): void {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}

	git('init', '-q', '-b', 'main');
	for (const [path, text] of Object.entries(files)) write(path, text);
	git('add', '-A');
	git('commit', '-q', '--allow-empty', '-m', 'Start');

	return {
		folder,
		data: join(place, 'data'),
		git,
		write,
		read: (path) => readFileSync(join(folder, path), 'utf8'),
		changedLines: (path) =>
			git('diff', '--unified=0', ...(path === undefined ? [] : ['--', path]))
				.split('\n')
				.filter((line) => /^[+-](?!\+\+ |-- )/.test(line)),
		[Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }),
	};
}
