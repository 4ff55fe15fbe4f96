/**
 * The Traces of a checkout as it changes. A start looks at what states rest on and at nothing else;
 * once somebody wants to know more, the repository is listed, its folders are watched, and its code
 * and tests are hashed, a few at a time.
 */
import type { Disk } from '#server/files/disk/disk.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Timer } from '#server/timer.ts';
import { createFolderWatch } from '#server/trace/folder-watch.ts';
import { createHashing } from '#server/trace/hashing.ts';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import { watchedFolders } from '#server/trace/watched-folders.ts';
import type { Hash } from '#shared/hash.ts';
import type { ComponentId } from '#shared/id.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import {
	createTracing,
	type Traced,
	type TraceInput,
	type TracingWatch,
} from '#shared/trace/tracing/tracing.ts';

export interface LiveTraces {
	/** As the files are, as far as anybody was told that they changed. */
	look(input: Omit<TraceInput, 'files'>): Traced;
	/** The hashes of a Design's code and test, read now where they changed. */
	hashesOf(design: ComponentId): { readonly code: Hash | null; readonly test: Hash | null };
	/** Every file of the repository: the same set until one comes or goes; null before anybody asked. */
	paths(): ReadonlySet<string> | null;
	/** Takes in now what changed in these files, as the watch would soon. */
	follow(paths: readonly string[]): void;
	/** Somebody wants to know more than states: lists the repository, and follows it from now on. */
	wake(): void;
	readonly isAwake: boolean;
	stop(): void;
}

/** An editor writes a file in several steps, and git many files at once. */
const SETTLED_MS = 120;
const LIST_MS = 400;
const LIST_AT_MOST_MS = 5_000;
const POLL_MS = 2_000;
/** Every so many polls all files are compared, also those of no Trace. */
const COMPARED_AT = 5;
/** While the system tells, all are looked at now and then: a notice may get lost. */
const SELDOM_MS = 30_000;
const NONE: ReadonlySet<string> = new Set();
/** What editors leave for a moment. */
const PASSING = /(~|\.sw[px]|\.tmp|\/4913)$|(^|\/)\.#/;
/** Files that say which other files there are. */
const LISTS = /(^|\/)\.(gitignore|gitattributes)$/;

export function createLiveTraces(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly run: Run;
	readonly timer: Timer;
	readonly mode: WatchMode | 'off';
	/** Files changed: what was looked at may be another. */
	readonly onChanged: () => void;
	/** Told of any file that may have changed, came or went; null where it may be any of them. */
	readonly onFiles?: (paths: readonly string[] | null) => void;
	readonly onError: (error: unknown) => void;
	readonly work?: TracingWatch;
}): LiveTraces {
	const { timer, onChanged } = deps;
	const files = openRepositoryFiles(deps);
	const tracing = createTracing(deps.work);
	const hashing = createHashing({ timer, hash: files.hash, onHashed: tellOf });
	const folders = createFolderWatch({ ...deps, onChanged: heard });
	/** Paths that changed since the last look; null for all of them. */
	let changed: Set<string> | null = null;
	let traced: Traced | null = null;
	let preset: TraceInput['conventions']['preset'] = null;
	let awake = false;
	let stopped = false;
	let wait = LIST_MS;
	let cancelTell: (() => void) | null = null;
	let cancelList: (() => void) | null = null;
	let cancelPoll = () => {};
	let round = 0;

	/** Before anybody wants to know, nothing is listed, read or asked of git. */
	const seen: FilesSeen = {
		...files,
		hashOf: (path) => (awake ? hashing.hashOf(path) : null),
		paths: () => (awake ? files.paths() : NONE),
		movedTo: (path) => (awake ? files.movedTo(path) : null),
	};

	function look(input: Omit<TraceInput, 'files'>): Traced {
		const isOtherPreset = preset !== input.conventions.preset;
		preset = input.conventions.preset;
		const since = changed;
		changed = new Set();
		traced = tracing({ ...input, files: seen }, since);
		if (awake && isOtherPreset) followFolders();
		return traced;
	}

	function wake(): void {
		if (awake || stopped) return;
		awake = true;
		files.relist();
		changed = null;
		if (deps.mode === 'off') return;
		followFolders();
		poll();
	}

	function followFolders(): void {
		if (deps.mode !== 'native' || stopped) return;
		folders.follow(watchedFolders(preset, files.paths(), tracedPaths()));
	}

	function tracedPaths(): readonly string[] {
		return [...(traced?.looks.values() ?? [])].flatMap(({ trace }) =>
			[trace.code, trace.test].flatMap((file) => file?.path ?? []),
		);
	}

	/** A known file changed, or something came that could be one of the repository's. */
	function heard(path: string): void {
		if (stopped) return;
		const isKnown = files.paths().has(path);
		if (isKnown && files.isAsked(path)) notice([path]);
		if (isKnown) deps.onFiles?.([path]);
		if (PASSING.test(path) || (isKnown && !LISTS.test(path) && files.has(path))) return;
		cancelList ??= timer.after(wait, guarded(list));
	}

	function list(): void {
		cancelList = null;
		const differ = files.relist();
		// What a build writes over and over is told over and over, and git leaves it out.
		wait = differ.length === 0 ? Math.min(wait * 2, LIST_AT_MOST_MS) : LIST_MS;
		if (differ.length === 0) return;
		// What is missing may be what came, under another name.
		const missing = [...(traced?.looks.values() ?? [])].flatMap(({ trace: { code } }) =>
			code?.state === 'missing' ? [code.path] : [],
		);
		notice([...differ, ...missing]);
		deps.onFiles?.(differ);
		followFolders();
	}

	function notice(paths: Iterable<string>): void {
		const all = [...paths];
		files.forget(all);
		hashing.forget(all);
		tellOf([...all, ...leftFor(new Set(all))]);
	}

	/** Code that is gone to one of these: it may have gone on from there. */
	function leftFor(places: ReadonlySet<string>): readonly string[] {
		return [...(traced?.looks.values() ?? [])].flatMap(({ trace: { code, moved } }) =>
			code !== null && moved !== null && places.has(moved) ? [code.path] : [],
		);
	}

	/** Who wrote them looks right after: what the watch says later is no news then. */
	function follow(paths: readonly string[]): void {
		if (stopped || paths.length === 0) return;
		const differ = awake ? files.relist() : [];
		const all = [...paths, ...differ];
		files.forget(all);
		hashing.forget(all);
		for (const path of all) changed?.add(path);
		deps.onFiles?.(all);
		if (differ.length > 0) followFolders();
	}

	function tellOf(paths: readonly string[]): void {
		for (const path of paths) changed?.add(path);
		if (!stopped) cancelTell ??= timer.after(SETTLED_MS, guarded(tell));
	}

	function tell(): void {
		cancelTell = null;
		onChanged();
	}

	/** Where nobody tells, and seldom where somebody does: asks every file of every Trace. */
	function poll(): void {
		const often = deps.mode === 'poll' || !folders.isComplete;
		cancelPoll = timer.after(
			often ? POLL_MS : SELDOM_MS,
			guarded(() => {
				round++;
				const differ = files.stale();
				if (differ.length > 0) notice(differ);
				if (!often || round % COMPARED_AT === 0) deps.onFiles?.(null);
				list();
				if (!stopped) poll();
			}),
		);
	}

	function guarded(work: () => void): () => void {
		return () => {
			try {
				if (!stopped) work();
			} catch (error) {
				deps.onError(error);
			}
		};
	}

	function stop(): void {
		stopped = true;
		cancelTell?.();
		cancelList?.();
		cancelPoll();
		hashing.stop();
		folders.stop();
	}

	return {
		look,
		hashesOf(design) {
			const trace = traced?.looks.get(design)?.trace;
			const hashAt = (path: string | undefined) => (path === undefined ? null : files.hash(path));
			return { code: hashAt(trace?.code?.path), test: hashAt(trace?.test?.path) };
		},
		follow,
		wake,
		paths: () => (awake ? files.paths() : null),
		get isAwake() {
			return awake;
		},
		stop,
	};
}
