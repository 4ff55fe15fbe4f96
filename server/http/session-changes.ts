/** What a Session changed: its artefacts' texts and its files, as they were when it started and as they are. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { isSecret } from '#server/files/disk/secret-path.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { History } from '#server/history/history.ts';
import type { ArtefactId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { SessionChange, SessionChanges } from '#shared/protocol/sessions.ts';
import { stepOf } from '#shared/session/session-types.ts';
import { STEP_OUTPUTS } from '#shared/session/step-output.ts';

/** `.env`, `.git`, and what leads out of the folder. */
const HIDDEN = /(^|\/)\./;
/** More is told of as left over. */
const MOST_CHANGES = 50;
const MOST_TEXT = 100_000;
const PAGE = 200;
const MOST_PAGES = 5;

export interface ChangesDeps {
	readonly disk: Disk;
	readonly run: Run;
	/** The repository's real path. */
	readonly folder: string;
	readonly history: Pick<History, 'list' | 'read'>;
	readonly textOf: (ref: BlobRef) => string | null;
}

/** `worktree` is the folder its files are in, where it has one of its own. */
export function sessionChanges(
	deps: ChangesDeps,
	session: SessionState,
	worktree: string | null,
): SessionChanges {
	const named = namedIn(deps, session);
	const texts = [...named.artefacts].map((id) => artefactChange(deps, session, id));
	const files = filesOf(deps, session, worktree, named.files);
	const changes = [...texts, ...files].filter(({ before, after }) => before !== after);
	const shown = changes.slice(0, MOST_CHANGES);
	const branch = worktree === null ? null : branchIn(deps, worktree);
	return { changes: shown, branch, left: changes.length - shown.length };
}

/** What the Session is about, and what anybody handed in names. */
function namedIn({ textOf }: ChangesDeps, { kind, artefact, steps }: SessionState) {
	const artefacts = new Set<ArtefactId>(artefact === null ? [] : [artefact]);
	const files = new Set<string>();
	for (const { name, attempts } of steps) {
		const spec = stepOf(kind, name);
		if (spec?.kind !== 'work') continue;
		for (const { content } of attempts) {
			const json = jsonIn(textOf(content) ?? '');
			const written = STEP_OUTPUTS.written.safeParse(json).data;
			for (const id of written?.artefacts ?? []) artefacts.add(id);
			for (const path of STEP_OUTPUTS.files.safeParse(json).data?.files ?? []) files.add(path);
		}
	}
	return { artefacts, files: [...files] };
}

function artefactChange(
	{ history }: ChangesDeps,
	{ started, ended }: SessionState,
	artefact: ArtefactId,
): SessionChange {
	const before = textAt(history, artefact, started.at);
	const after = textAt(history, artefact, ended?.at ?? null);
	return cut({ artefact, path: null, before, after });
}

/** What it said at a time; null for now. */
function textAt(
	history: ChangesDeps['history'],
	artefact: ArtefactId,
	at: string | null,
): string | null {
	let from: number | null = null;
	for (let page = 0; page < MOST_PAGES; page++) {
		const { editions, more } = history.list(artefact, from, PAGE);
		const then = editions.find((one) => at === null || one.at <= at);
		if (then !== undefined) return history.read(artefact, then.n)?.text ?? null;
		from = editions.at(-1)?.n ?? null;
		if (!more || from === null) return null;
	}
	return null;
}

/** In a worktree everything that differs from the served folder's commits; else the files that were named. */
function filesOf(
	deps: ChangesDeps,
	{ started }: SessionState,
	worktree: string | null,
	named: readonly string[],
): SessionChange[] {
	const here = worktree ?? deps.folder;
	const git = (...args: readonly string[]) => gitIn(deps, here, args);
	const head = gitIn(deps, deps.folder, ['rev-parse', 'HEAD'])?.trim() ?? '';
	const base =
		worktree === null
			? git('rev-list', '-1', `--before=${started.at}`, 'HEAD')?.trim()
			: git('merge-base', 'HEAD', head)?.trim();
	const paths = worktree === null ? named : differingIn(git, base ?? 'HEAD');
	// Not for everybody's eyes, whoever hands it in.
	const open = paths.filter((path) => !HIDDEN.test(path) && !isSecret(path));
	return open.slice(0, 4 * MOST_CHANGES).map((path) => {
		const before = base ? git('show', `${base}:./${path}`) : null;
		const read = readText(deps.disk, here, path);
		const after = read.kind === 'text' ? read.text : null;
		return cut({ artefact: null, path, before, after });
	});
}

function differingIn(
	git: (...args: readonly string[]) => string | null,
	base: string,
): readonly string[] {
	return [
		git('diff', '--name-only', '--no-renames', '--relative', '-z', base, '--'),
		git('ls-files', '--others', '--exclude-standard', '-z'),
	].flatMap((list) => list?.split('\0').filter(Boolean) ?? []);
}

function branchIn(deps: ChangesDeps, worktree: string): string | null {
	return gitIn(deps, worktree, ['rev-parse', '--abbrev-ref', 'HEAD'])?.trim() ?? null;
}

function gitIn({ run }: ChangesDeps, folder: string, args: readonly string[]): string | null {
	const ran = run('git', ['--no-optional-locks', ...args], folder);
	return ran?.status === 0 ? ran.output : null;
}

function cut(change: Omit<SessionChange, 'cut'>): SessionChange {
	const { before, after } = change;
	const long = [before, after].some((text) => (text ?? '').length > MOST_TEXT);
	if (!long) return { ...change, cut: false };
	const short = (text: string | null) => text?.slice(0, MOST_TEXT).toWellFormed() ?? null;
	return { ...change, before: short(before), after: short(after), cut: true };
}
