/** `lintel guard commit` and `lintel guard push`: what git's hooks ask before it keeps a change. */

import { parsePin } from '#server/check/root.ts';
import type { Host } from '#server/cli/host.ts';
import type { Place } from '#server/cli/locate.ts';
import type { ExitCode } from '#server/cli/refuse.ts';
import { type Judgement, judgePaths } from '#server/guard/judge-paths.ts';
import { type Push, pushesIn } from '#server/guard/pushes.ts';
import { takeSnapshot } from '#server/guard/snapshot.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

export interface GitGuard {
	readonly root: string | null;
	readonly failClosed: boolean;
}

/** Judges the index, since that is what becomes the commit. */
export async function guardCommit(host: Host, place: Place, guard: GitGuard): Promise<ExitCode> {
	const git = gitIn(host, place);
	const names = ['diff', '--cached', '--name-only', '--relative', '-z'];
	const staged = git(...names, '--diff-filter=ACMRT');
	const base = git('rev-parse', '--verify', '--quiet', 'HEAD') === null ? null : 'HEAD';
	const paths = listed(staged);
	const deleted = listed(git(...names, '--diff-filter=D'));
	if (paths.length + deleted.length === 0) return 0;
	const judged = await judgeTree(host, place, guard, { tree: null, base }, paths);
	return tell(host, guard, judged, [...paths, ...deleted]);
}

/** Judges each commit that is pushed, against what the remote has. */
export async function guardPush(
	host: Host,
	place: Place,
	guard: GitGuard,
	remote: string,
	lines: string,
): Promise<ExitCode> {
	let worst: ExitCode = 0;
	for (const push of pushesIn(lines)) {
		const { base, paths } = changesOf(host, place, push, remote);
		const tree = { tree: push.commit, base };
		const judged = await judgeTree(host, place, guard, tree, paths);
		if (tell(host, guard, judged, paths) !== 0) worst = 1;
	}
	return worst;
}

function changesOf(host: Host, place: Place, { commit, known }: Push, remote: string) {
	const git = gitIn(host, place);
	const base = known !== null && git('cat-file', '-e', `${known}^{commit}`) !== null ? known : null;
	const names = ['--name-only', '--relative', '-z', '--diff-filter=ACMRT'];
	// With what merges brought by themselves, and nothing but names.
	const log = ['log', '-c', '--format=', '--no-show-signature'];
	const changed =
		base === null
			? git(...log, ...names, commit, '--not', `--remotes=${remote}`)
			: git('diff', ...names, base, commit);
	return { base, paths: [...new Set(listed(changed))] };
}

async function judgeTree(
	host: Host,
	place: Place,
	guard: GitGuard,
	{ tree, base }: { readonly tree: string | null; readonly base: string | null },
	paths: readonly string[],
): Promise<Result<Judgement, Refusal>> {
	const pin = guard.root === null ? ok(null) : parsePin(guard.root);
	if (!pin.ok) return pin;
	const named = Buffer.from(host.random(8)).toString('hex');
	const taken = takeSnapshot(host, place.folder, `${host.temporary}/lintel-guard-${named}`, tree);
	if (!taken.ok) return taken;
	using snapshot = taken.value;
	const options = { folder: snapshot.folder, pin: pin.value, base, git: place.folder };
	return await judgePaths(host, options, paths);
}

/** What is broken already is CI's to tell; a change answers for what it breaks. */
function tell(
	host: Host,
	{ failClosed }: GitGuard,
	judged: Result<Judgement, Refusal>,
	paths: readonly string[],
): ExitCode {
	if (!judged.ok) {
		host.warn(`lintel guard: ${judged.error.reason}`);
		host.warn(`              ${judged.error.fix}`);
		return failClosed ? 1 : 0;
	}
	const { refused, advised, broken } = judged.value;
	const own = broken.filter(
		({ rule, file }) => ROOT_RULES.has(rule) || (file !== null && paths.includes(file)),
	);
	for (const { reason, fix } of advised) host.warn(`lintel guard: ${reason}\n              ${fix}`);
	for (const { file, line, message, fix } of own) {
		host.warn(`lintel guard: ${file}:${line ?? 1} ${message}\n              ${fix}`);
	}
	for (const { reason, fix } of refused) host.warn(`lintel guard: ${reason}\n              ${fix}`);
	return refused.length + own.length > 0 ? 1 : 0;
}

const ROOT_RULES: ReadonlySet<string> = new Set([
	...['history-removed', 'log-other-root', 'log-missing', 'log-not-founded'],
]);

function gitIn(host: Host, place: Place) {
	return (...args: readonly string[]): string | null => {
		const ran = host.run('git', args, place.folder);
		return ran?.status === 0 ? ran.output : null;
	};
}

function listed(output: string | null): readonly string[] {
	return (output ?? '').split('\0').filter((path) => path !== '');
}
