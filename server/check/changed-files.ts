/** Which files a working tree has otherwise than a git ref, those among them that git doesn't know. */
import { gitRefuses } from '#server/check/git-refuses.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface ChangedSince {
	readonly ref: string;
	/** From the repository's folder, sorted; files that are gone too. */
	readonly files: readonly string[];
	/** Has git fetch at once what a partial clone lacks of these places; each file alone otherwise. */
	bring(places: readonly string[]): void;
	/** The text that the ref has of a file; null where it has none. */
	before(path: string): string | null;
}

/** Refuses a ref that git doesn't know. */
export function changedSince(
	disk: Disk,
	run: Run,
	folder: string,
	ref: string,
): Result<ChangedSince, Refusal> {
	const git = (...args: readonly string[]) => run('git', ['--no-optional-locks', ...args], folder);
	const asked = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
	if (asked === null) return err(noGit);
	if (asked.status !== 0) {
		if (git('rev-parse', '--git-dir')?.status !== 0)
			return err(gitRefuses(disk, run, folder) ?? noRepository);
		const isEmpty = git('rev-parse', '--verify', '--quiet', 'HEAD')?.status !== 0;
		return err(isEmpty ? nothingCommitted : unknownRef(ref));
	}
	const commit = asked.output.trim();
	const differing = git('diff', '--name-only', '--no-renames', '--relative', '-z', commit, '--');
	const unknown = git('ls-files', '--others', '--exclude-standard', '-z');
	if (differing?.status !== 0 || unknown?.status !== 0) return err(unreadable(ref));
	const files = [differing, unknown].flatMap(({ output }) => output.split('\0')).filter(Boolean);
	return ok({
		ref,
		files: [...new Set(files)].sort(),
		bring(places) {
			const literal = places.map((path) => `:(literal)${path}`);
			git('diff', '--numstat', '--no-renames', '--relative', commit, '--', ...literal);
		},
		before(path) {
			const shown = git('show', `${commit}:./${path}`);
			return shown?.status === 0 ? shown.output : null;
		},
	});
}

const noGit = refusal(
	'no-git',
	'What changed can’t be told: git is not here.',
	'Install git, or leave --changed out.',
);

const noRepository = refusal(
	'no-git',
	'What changed can’t be told: this folder is in no git repository.',
	'Leave --changed out, or begin with git init and a commit.',
);

const nothingCommitted = refusal(
	'ref-unknown',
	'What changed can’t be told: nothing is committed here yet.',
	'Commit once, or leave --changed out.',
);

function unknownRef(ref: string): Refusal {
	return refusal(
		'ref-unknown',
		`Git knows no commit “${ref}” here.`,
		'Name a branch, a tag or a commit after --changed; in a shallow clone, fetch it first (in GitHub Actions: fetch-depth: 0).',
	);
}

function unreadable(ref: string): Refusal {
	return refusal(
		'ref-unreadable',
		`What changed since “${ref}” can’t be read.`,
		'Look at git status, then try again.',
	);
}
