/**
 * Which Findings a team knows from before. What moved takes along what is known of it: a file that is
 * gone is looked for where git says that it went, once something is found there that nobody knows.
 */
import {
	BASELINE_FILE,
	type Baseline,
	createKnown,
	type Entry,
	fingerprintOf,
	isKnowable,
} from '#server/adopt/baseline.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface KnownDeps {
	readonly baseline: Baseline | null;
	/** The rules that the signed policy fails a check for. */
	readonly failing: readonly string[];
	/** Of a Finding, as if its file lay at this path where one is given. */
	fingerprint(finding: Finding, at?: string): string;
	/** The file that a Finding is in. */
	fileOf(finding: Finding): string | null;
	/** From where each of `found` came that is one of `lost`, moved. */
	cameFrom(found: ReadonlySet<string>, lost: ReadonlySet<string>): ReadonlyMap<string, string>;
}

export interface Known {
	readonly findings: ReadonlySet<Finding>;
	/** How many of them the baseline has at paths that files moved away from. */
	readonly moved: number;
}

const NONE: Known = { findings: new Set(), moved: 0 };

export function knownAmong(findings: readonly Finding[], deps: KnownDeps): Known {
	const { baseline, failing, fingerprint } = deps;
	if (baseline === null || baseline.findings.length === 0) return NONE;
	const knowable = findings.filter((finding) => isKnowable(finding, failing));
	const matched = new Set<string>();
	const named = (finding: Finding, at?: string) => {
		const name = fingerprint(finding, at);
		matched.add(name);
		return name;
	};
	const isKnown = createKnown(baseline, named, deps.fileOf);
	const known = new Set(knowable.filter(isKnown));
	const lost = baseline.findings.filter(({ fingerprint: name }) => !matched.has(name));
	const moved = movedAmong(
		knowable.filter((finding) => !known.has(finding)),
		{ ...deps, lost, files: new Set(baseline.findings.map(({ file }) => file)) },
	);
	return { findings: new Set([...known, ...moved]), moved: moved.length };
}

function movedAmong(
	fresh: readonly Finding[],
	{
		lost,
		files,
		fingerprint,
		fileOf,
		cameFrom,
	}: KnownDeps & { readonly lost: readonly Entry[]; readonly files: ReadonlySet<string> },
): readonly Finding[] {
	const rules = new Set(lost.map(({ rule }) => rule));
	const asked = fresh.flatMap((finding) => {
		const file = rules.has(finding.rule) && finding.severity !== 'info' ? fileOf(finding) : null;
		return file === null || files.has(file) ? [] : [{ finding, file }];
	});
	if (asked.length === 0) return [];
	const from = cameFrom(
		new Set(asked.map(({ file }) => file)),
		new Set(lost.map(({ file }) => file)),
	);
	const to = new Map([...from].map(([now, old]) => [old, now]));
	const there = lost.flatMap((entry): readonly Entry[] => {
		const file = to.get(entry.file);
		return file === undefined ? [] : [{ ...entry, file, was: entry.was ?? entry.file }];
	});
	const isKnown = createKnown({ findings: there }, fingerprint, fileOf);
	return asked.flatMap(({ finding }) => (isKnown(finding) ? [finding] : []));
}

/** A baseline follows what moved only while git still tells of it. */
export function movedFinding({ moved }: Known): readonly Finding[] {
	if (moved === 0) return [];
	const what = moved === 1 ? 'One known finding lies' : `${moved} known findings lie`;
	return [
		fileFinding(
			'baseline-moved',
			'warning',
			BASELINE_FILE,
			`${what} in files that moved, and the baseline names where they were: once git’s history is long or cut short, they count as new.`,
			'lintel adopt --baseline writes down where they are.',
			1,
		),
	];
}

/** What Findings with a file and a line are known by. */
export function fingerprintsIn(
	sourceAt: (path: string) => string | null,
): KnownDeps['fingerprint'] {
	const lineAt = linesOf(sourceAt);
	return (finding, at) =>
		at === undefined
			? fingerprintOf(finding, lineAt)
			: fingerprintOf({ ...finding, file: at }, (_, line) => lineAt(finding.file ?? '', line));
}

/** The lines of files, each split once. */
export function linesOf(
	sourceAt: (path: string) => string | null,
): (file: string, line: number) => string | null {
	const files = new Map<string, readonly string[]>();

	return (file, line) => {
		const lines = files.get(file) ?? sourceAt(file)?.split('\n') ?? [];
		files.set(file, lines);
		return lines[line - 1] ?? null;
	};
}
