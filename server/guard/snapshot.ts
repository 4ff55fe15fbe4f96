/**
 * What git is about to keep, as files: the index or a commit, not the working tree, which may say
 * something else. Only what a check reads is written, in a folder of its own that goes with it.
 */
import { CONFIG_FILE, parseConfig } from '#server/files/config/config.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** As a Host runs programs. */
export type RunWith = (
	program: string,
	args: readonly string[],
	folder: string,
	more?: Readonly<Record<string, string>>,
) => { readonly status: number; readonly output: string } | null;

export interface Snapshot extends Disposable {
	readonly folder: string;
}

/** What says which files there are: settings, what marks a preset, and all of Lintel's own. */
const FIRST = [
	CONFIG_FILE,
	'mix.exs',
	'package.json',
	'pyproject.toml',
	'go.mod',
	'Cargo.toml',
	'.lintel',
];
/** So many paths fit into one command line, wherever it is. */
const AT_ONCE = 200;

/** `tree` is a commit; null for the index. `folder` is empty, absolute, and its caller's to name. */
export function takeSnapshot(
	{ disk, run }: { readonly disk: Disk; readonly run: RunWith },
	repository: string,
	folder: string,
	tree: string | null,
): Result<Snapshot, Refusal> {
	const index = `${folder}.index`;
	const more = tree === null ? {} : { GIT_INDEX_FILE: index };
	const git = (...args: readonly string[]) => run('git', args, repository, more);
	// Git writes each file under its whole path, also where it is asked in a folder of a repository.
	const prefix = git('rev-parse', '--show-prefix')?.output.split('\n')[0] ?? '';
	const own = `${folder}/${prefix}`.replace(/\/$/, '');
	const snapshot: Snapshot = {
		folder: own,
		[Symbol.dispose]() {
			disk.rmSync(folder, { recursive: true, force: true });
			disk.rmSync(index, { force: true });
		},
	};

	function bring(...paths: readonly string[]): boolean {
		const listed = git('ls-files', '-z', '--', ...paths.map((path) => `:(literal)${path}`));
		if (listed?.status !== 0) return false;
		const files = listed.output.split('\0').filter((path) => path !== '');
		for (let at = 0; at < files.length; at += AT_ONCE) {
			const some = files.slice(at, at + AT_ONCE);
			if (!put(some) && !put(some, '--ignore-skip-worktree-bits')) return false;
		}
		return true;
	}

	/** What a sparse checkout leaves out a git refuses to write until it is told twice; an older one knows no such word. */
	function put(files: readonly string[], ...more: readonly string[]): boolean {
		const args = ['checkout-index', '-q', '-f', ...more, `--prefix=${folder}/`, '--', ...files];
		return git(...args)?.status === 0;
	}

	disk.mkdirSync(folder, { mode: 0o700 });
	disk.mkdirSync(own, { recursive: true });
	const known = tree === null || git('read-tree', tree)?.status === 0;
	if (!known || !bring(...FIRST)) {
		snapshot[Symbol.dispose]();
		return err(unreadable);
	}
	const config = parseConfig(readText(disk, own, CONFIG_FILE), likelyPreset(disk, own));
	if (!config.ok) {
		snapshot[Symbol.dispose]();
		return config;
	}
	const { stories, contexts, designs } = config.value.paths;
	if (!bring(stories, contexts, designs)) {
		snapshot[Symbol.dispose]();
		return err(unreadable);
	}
	return ok(snapshot);
}

const unreadable = refusal(
	'git-unreadable',
	'What git is about to keep can’t be read.',
	'Look at git status, then try again.',
);
