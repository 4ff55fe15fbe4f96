/** Demands that nothing was taken out of the log since a git ref, such as the branch to merge into. */
import { admitSigned } from '#server/check/admission.ts';
import { gitRefuses } from '#server/check/git-refuses.ts';
import { type EventCopy, type LogReading, logReadingOf } from '#server/check/log-reading.ts';
import { findRoot, type Pin, wordsOf } from '#server/check/root.ts';
import { type Signatures, verifyCopies } from '#server/check/signatures.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegular } from '#server/files/disk/read-regular.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { blobEntriesIn, blobHashOf } from '#server/files/git/git-blobs.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { LOG_FOLDER, MAX_SEGMENT_BYTES, parseSegment } from '#server/files/log/segments.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Base {
	readonly ref: string;
	readonly commit: string;
	/** Segments whose bytes are here too, by path. */
	readonly same: ReadonlySet<string>;
	/** What the others hold, as the ref has them. */
	readonly others: LogReading;
}

interface BaseDeps {
	readonly disk: Disk;
	/** Where the log to compare with lies. */
	readonly root: string;
	/** The folder of the repository in which git is asked. */
	readonly git: string;
	readonly run: Run;
}

/** Refuses a ref that git doesn't know, as in a clone too shallow to have it. */
export function readBase(
	{ disk, root, git: at, run }: BaseDeps,
	ref: string,
): Result<Base, Refusal> {
	const git = (...args: readonly string[]) => run('git', ['--no-optional-locks', ...args], at);
	const asked = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
	if (asked === null) return err(noGit);
	if (asked.status !== 0) return err(gitRefuses(disk, run, at) ?? unknownRef(ref));
	const commit = asked.output.trim();
	const listed = git('ls-tree', '-r', '-z', commit, '--', LOG_FOLDER);
	if (listed === null || listed.status !== 0) return err(unreadable(ref));
	const blobs = blobEntriesIn(listed.output).filter(([path]) => path.endsWith('.jsonl'));
	const same = new Set<string>();
	const others: [string, ReturnType<typeof parseSegment>][] = [];
	for (const [path, hash] of blobs) {
		if (isSame(disk, `${root}/${path}`, hash)) {
			same.add(path);
			continue;
		}
		const shown = git('show', `${commit}:./${path}`);
		if (shown === null || shown.status !== 0) return err(unreadable(ref));
		others.push([path, parseSegment(path, shown.output)]);
	}
	return ok({ ref, commit, same, others: logReadingOf(others) });
}

/** Findings for what the base's log held, validly, and this one doesn't. */
export async function removedSince(
	base: Base,
	here: LogReading,
	signatures: Signatures,
	root: EventId | null,
	pin: Pin | null,
): Promise<readonly Finding[]> {
	const { good } = signatures;
	const lacking = base.others.copies.filter(({ id }) => !good.has(id));
	if (lacking.length === 0) return [];
	const there = await verifyCopies(lacking, [...here.copies, ...base.others.copies]);
	const kept = [...here.copies.filter(({ file }) => base.same.has(file)), ...base.others.copies];
	const known = new Map(
		kept.flatMap(({ id }) => {
			const signed = good.get(id) ?? there.good.get(id);
			return signed === undefined ? [] : [[id, signed] as const];
		}),
	);
	const own = findRoot(known.values(), 1, pin).id;
	const demanded = own ?? root;
	if (demanded === null) return [];
	const admitted = admitSigned(known, demanded);
	const gone = admitted.events.flatMap(({ id }) => there.good.get(id)?.copy ?? []);
	return [...Map.groupBy(gone, ({ file }) => file)].map(([file, copies]) =>
		removed(base.ref, file, copies, demanded),
	);
}

function removed(ref: string, file: string, copies: readonly EventCopy[], root: EventId): Finding {
	const [first] = copies;
	const count = copies.length === 1 ? 'One event' : `${copies.length} events`;
	return fileFinding(
		'history-removed',
		'error',
		file,
		`History was removed: ${count} of “${wordsOf(root)}” that ${ref} has in this file ${copies.length === 1 ? 'is' : 'are'} in no segment here.`,
		`Bring it back: git checkout ${ref} -- ${LOG_FOLDER}`,
		first?.line ?? null,
	);
}

function isSame(disk: Disk, path: string, hash: string): boolean {
	try {
		const read = readRegular(disk, path, MAX_SEGMENT_BYTES);
		return read.kind === 'bytes' && blobHashOf(read.bytes, hash.length) === hash;
	} catch {
		return false;
	}
}

const noGit = refusal(
	'no-git',
	'The base can’t be read: git is not here.',
	'Install git, or leave --base out.',
);

function unknownRef(ref: string): Refusal {
	return refusal(
		'base-unknown',
		`Git knows no commit “${ref}” here.`,
		'In a shallow clone, fetch it first: git fetch origin <branch> (in GitHub Actions: fetch-depth: 0).',
	);
}

function unreadable(ref: string): Refusal {
	return refusal(
		'base-unreadable',
		`The log of “${ref}” can’t be read.`,
		'Fetch the whole commit (no partial clone), or leave --base out.',
	);
}
