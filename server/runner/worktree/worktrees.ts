/**
 * Where the files of a Session are written: a git worktree of its own, on a branch of its own, outside
 * the repository. The person's checkout, index and branch are never touched; what came of it is a
 * branch to merge.
 */
import type { Disk } from '#server/files/disk/disk.ts';
import type { Git } from '#server/runner/worktree/git.ts';
import { shareFolders } from '#server/runner/worktree/share-folders.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface Worktree {
	/** The served folder's place in it: a repository may be a folder of one that git knows. */
	readonly folder: string;
	readonly branch: string;
	/** What it began from, as `main 3fa2c1e`. */
	readonly from: string;
	/**
	 * Commits these paths as they are, and takes away what else came to be there: nobody but a program
	 * that ran can have left it. The commit, or null where nothing changed.
	 */
	commit(paths: readonly string[], message: string): Promise<Result<string | null, Refusal>>;
	/** Whether everything in it is committed. */
	isClean(): Promise<boolean>;
	/** Gives the folder back. The branch stays, unless there is nothing on it. */
	remove(): Promise<void>;
}

export interface Worktrees {
	/** The one of this branch, as it was left; a new one, from what is checked out, where there is none. */
	open(ask: {
		readonly branch: string;
		/** A branch with work that this one needs, where there is one. */
		readonly on: string | null;
	}): Promise<Result<Worktree, Refusal>>;
}

export interface WorktreeDeps {
	readonly disk: Disk;
	readonly git: Git;
	/** The served folder's real path. */
	readonly root: string;
	/** Where worktrees are made; outside the repository. */
	readonly place: string;
	/** Folders that git leaves out and tests need; see share-folders.ts. */
	readonly share: readonly string[];
}

export function createWorktrees(deps: WorktreeDeps): Worktrees {
	const { disk, git, root, place } = deps;

	async function open(ask: Parameters<Worktrees['open']>[0]): Promise<Result<Worktree, Refusal>> {
		const { branch } = ask;
		const prefix = await git(root, 'rev-parse', '--show-prefix');
		if (prefix?.status !== 0) return err(noGit);
		const head = await commitOf('HEAD');
		if (head === null) return err(noCommit);
		await git(root, 'worktree', 'prune');
		const path = `${place}/${branch.replaceAll('/', '-')}`;
		const there = await checkedOutAt(branch);
		if (there !== null && there !== realPath(path)) return err(inUse(branch, there));
		if (there === null) {
			// A folder that git knows nothing of is what a crash left of one of ours.
			disk.rmSync(path, { recursive: true, force: true });
			disk.mkdirSync(place, { recursive: true, mode: 0o700 });
			const added = await add(path, branch, head, ask.on);
			if (!added.ok) return added;
		}
		const top = realPath(path);
		await shareFolders(deps, `${top}/${prefix.output}`);
		return ok(await worktreeAt(top, prefix.output, branch, head));
	}

	async function add(
		path: string,
		branch: string,
		head: string,
		on: string | null,
	): Promise<Result<void, Refusal>> {
		const before = await commitOf(`refs/heads/${branch}`);
		const base = on === null ? null : await commitOf(`refs/heads/${on}`);
		const isDone = before !== null && (await isAncestor(before, head));
		const start = base !== null && (await isAncestor(head, base)) ? base : head;
		const added =
			before === null || isDone
				? await git(root, 'worktree', 'add', '-q', '-B', branch, path, start)
				: await git(root, 'worktree', 'add', '-q', path, branch);
		if (added?.status !== 0) return err(notMade(branch, added?.said ?? ''));
		// Work went on where it began: what it needs is brought in, or the person is asked to.
		for (const needed of [head, base]) {
			if (needed === null || (await isAncestor(needed, 'HEAD', path))) continue;
			const merged = await git(path, 'merge', '-q', '--no-edit', needed);
			if (merged?.status === 0) continue;
			await git(path, 'merge', '--abort');
			await git(root, 'worktree', 'remove', '--force', path);
			return err(conflict(branch, needed === base ? on : null));
		}
		return ok(undefined);
	}

	async function worktreeAt(
		top: string,
		prefix: string,
		branch: string,
		head: string,
	): Promise<Worktree> {
		const folder = `${top}/${prefix}`.replace(/\/$/, '');
		const name = await git(root, 'rev-parse', '--abbrev-ref', 'HEAD');
		return {
			...{ folder, branch, from: `${name?.output ?? 'HEAD'} ${head.slice(0, 7)}` },
			async commit(paths, message) {
				const there = paths.filter((path) => disk.existsSync(`${folder}/${path}`));
				const committed = there.length === 0 ? ok(null) : await commit(folder, there, message);
				if (!committed.ok) return err(notCommitted(branch, committed.error));
				await git(folder, 'reset', '-q', '--hard');
				await git(folder, 'clean', '-f', '-d', '-q');
				return committed;
			},
			async isClean() {
				return (await git(folder, 'status', '--porcelain'))?.output === '';
			},
			async remove() {
				await git(root, 'worktree', 'remove', '--force', top);
				disk.rmSync(top, { recursive: true, force: true });
				const now = await commitOf(`refs/heads/${branch}`);
				const current = await commitOf('HEAD');
				if (now !== null && current !== null && (await isAncestor(now, current)))
					await git(root, 'branch', '-q', '-D', branch);
			},
		};
	}

	async function commit(
		folder: string,
		paths: readonly string[],
		message: string,
	): Promise<Result<string | null, string>> {
		const added = await git(folder, 'add', '-f', '--', ...paths);
		if (added?.status !== 0) return err(added?.said ?? '');
		const staged = await git(folder, 'diff', '--cached', '--quiet', '--', ...paths);
		if (staged?.status === 0) return ok(null);
		const done = await git(folder, 'commit', '-q', '--no-verify', '-m', message, '--', ...paths);
		if (done?.status !== 0) return err(done?.said ?? '');
		return ok((await git(folder, 'rev-parse', 'HEAD'))?.output ?? null);
	}

	async function commitOf(name: string): Promise<string | null> {
		const ran = await git(root, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`);
		return ran?.status === 0 ? ran.output : null;
	}

	async function isAncestor(one: string, other: string, folder = root): Promise<boolean> {
		return (await git(folder, 'merge-base', '--is-ancestor', one, other))?.status === 0;
	}

	/** Git names worktrees by their real paths. */
	async function checkedOutAt(branch: string): Promise<string | null> {
		const listed = await git(root, 'worktree', 'list', '--porcelain');
		const blocks = (listed?.output ?? '').split('\n\n').map((block) => block.split('\n'));
		const block = blocks.find((lines) => lines.includes(`branch refs/heads/${branch}`));
		return block?.[0]?.replace(/^worktree /, '') ?? null;
	}

	function realPath(path: string): string {
		try {
			return disk.realpathSync(path);
		} catch {
			return path;
		}
	}

	return { open };
}

const noGit = refusal(
	'no-git',
	'This folder is no git repository, so there is no branch of its own for what the runner writes.',
	'Run git init and make a first commit, or let an agent work over MCP.',
);

const noCommit = refusal(
	'no-commit',
	'This repository has no commit yet, so there is nothing to branch from.',
	'Make a first commit, then resume the run.',
);

function inUse(branch: string, where: string): Refusal {
	return refusal(
		'branch-in-use',
		`The branch ${branch} is checked out in ${where}.`,
		'Switch to another branch there, then resume the run.',
	);
}

function notMade(branch: string, said: string): Refusal {
	return refusal(
		'no-worktree',
		`Git made no worktree for ${branch}: ${lastLine(said)}`,
		'Mend what git says, then resume the run.',
	);
}

function conflict(branch: string, on: string | null): Refusal {
	const what = on === null ? 'what is checked out now' : on;
	return refusal(
		'branch-conflict',
		`The branch ${branch} and ${what} changed the same lines.`,
		`Merge ${on ?? 'your branch'} into ${branch} by hand, or delete ${branch}; then resume the run.`,
	);
}

function notCommitted(branch: string, said: string): Refusal {
	return refusal(
		'not-committed',
		`What was written could not be committed to ${branch}: ${lastLine(said)}`,
		'Mend what git says, then resume the run.',
	);
}

function lastLine(said: string): string {
	return said.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
