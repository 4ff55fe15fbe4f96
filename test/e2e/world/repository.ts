import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository of its own for one test, with a data folder for Lintel beside it. */
export interface Repository extends Disposable {
	readonly folder: string;
	/** For `--data`: databases and the running file, away from this person's own. */
	readonly data: string;
	read(path: string): string;
	write(path: string, text: string): void;
	git(...args: string[]): string;
}

export function createRepository(
	files: Readonly<Record<string, string>>,
	name = 'shop',
): Repository {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-e2e-')));
	const folder = join(root, name);
	const git = (...args: string[]) =>
		execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
			cwd: folder,
			encoding: 'utf8',
		});
	mkdirSync(folder);
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	git('init', '--quiet', '--initial-branch', 'main');
	git('add', '--all');
	git('commit', '--quiet', '--message', 'Begin');
	return {
		folder,
		data: join(root, 'data'),
		read: (path) => readFileSync(join(folder, path), 'utf8'),
		write: (path, text) => writeFileSync(join(folder, path), text),
		git,
		[Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
	};
}
