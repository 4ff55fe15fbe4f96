/**
 * Traces every Design of a repository, again and again, at the price of what changed: a file that
 * changed is looked at in the Traces that could have it, and nowhere else. What comes out is what a
 * first look at everything would say.
 */
import type { Context } from '#shared/artefact/context.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import { judgeTrace } from '#shared/trace/tracing/judge-trace.ts';
import { lookAtTrace, type TraceLook } from '#shared/trace/tracing/look-at-trace.ts';
import { createLooseFiles } from '#shared/trace/tracing/loose-files.ts';
import { type Sharing, sharingIn } from '#shared/trace/tracing/sharing.ts';
import {
	type TraceSubject,
	traceSubjects,
	type WrittenDesign,
} from '#shared/trace/tracing/subjects.ts';
import { isImplemented, type LooseFile, type Trace } from '#shared/trace/tracing/trace.ts';

export interface TraceInput {
	readonly contexts: readonly Context[];
	/** The Designs that have a file or a document. */
	readonly written: readonly WrittenDesign[];
	readonly conventions: Conventions;
	/** The repository's folder of Designs, such as `docs/design`. */
	readonly folder: string;
	/** Globs of the signed policy: code and tests that are in nobody's way. */
	readonly ignored: readonly string[];
	readonly files: FilesSeen;
}

export interface Traced {
	/** Every Trace, without Findings: what states rest on. */
	readonly looks: ReadonlyMap<ComponentId, TraceLook>;
	/** Designs whose code and test are both there and not empty. */
	readonly implemented: ReadonlySet<ComponentId>;
	/**
	 * The same with what the rules say, for whoever knows which Designs are approved. Whatever did not
	 * change is the same object as the last time.
	 */
	judge(isApproved: (id: ComponentId) => boolean): Judgement;
}

export interface Judgement {
	readonly traces: ReadonlyMap<ComponentId, Trace>;
	/** By path; empty while the repository has no Design at all. */
	readonly loose: ReadonlyMap<string, LooseFile>;
}

/** Told of each thing that was looked at anew. */
export interface TracingWatch {
	/** Its files were asked for. */
	readonly looked?: (id: ComponentId) => void;
	/** The rules were asked. */
	readonly judged?: (id: ComponentId) => void;
	/** A path was held against the rules for code and tests. */
	readonly sorted?: (path: string) => void;
}

/**
 * `changed` are the paths that came, changed or went since the last look; null looks at every file.
 */
export type Tracing = (input: TraceInput, changed: Iterable<string> | null) => Traced;

export function createTracing(watch: TracingWatch = {}): Tracing {
	const looseFiles = createLooseFiles(watch.sorted);
	let subjects: { readonly of: readonly unknown[]; readonly all: readonly TraceSubject[] } | null =
		null;
	let under: readonly unknown[] = [];
	let looks = new Map<ComponentId, TraceLook>();
	/** The Traces that look at a path; null until somebody asks: whoever looks once never does. */
	let lookers: ReadonlyMap<string, ReadonlySet<ComponentId>> | null = null;
	let owned: ReadonlySet<string> = new Set();
	let sharing: Sharing = sharingIn([]);
	let judged = new Map<ComponentId, Judged>();

	function subjectsOf({ contexts, written }: TraceInput): readonly TraceSubject[] {
		const of = [contexts, written];
		if (subjects === null || !isSame(subjects.of, of))
			subjects = { of, all: traceSubjects(contexts, written) };
		return subjects.all;
	}

	function touchedBy(changed: Iterable<string>): ReadonlySet<ComponentId> {
		const paths = [...changed];
		if (paths.length === 0) return new Set();
		const known = lookers ?? lookersIn(looks);
		lookers = known;
		return new Set(paths.flatMap((path) => [...(known.get(path) ?? [])]));
	}

	function isCurrent(look: TraceLook | undefined, subject: TraceSubject): look is TraceLook {
		return look !== undefined && isAlike(look.subject, subject);
	}

	return (input, changed) => {
		const { conventions, folder, files, ignored } = input;
		const rules = [conventions.preset, folder];
		const isAnew = changed === null || !isSame(under, rules);
		under = rules;
		const touched = touchedBy(changed ?? []);
		const all = subjectsOf(input);
		let moved = all.length !== looks.size;
		const next = new Map<ComponentId, TraceLook>();
		for (const subject of all) {
			const before = looks.get(subject.id);
			if (!isAnew && !touched.has(subject.id) && isCurrent(before, subject)) {
				next.set(subject.id, before);
				continue;
			}
			watch.looked?.(subject.id);
			const now = lookAtTrace(subject, conventions.preset, folder, files);
			const same = before !== undefined && JSON.stringify(before) === JSON.stringify(now);
			next.set(subject.id, same ? before : now);
			moved ||= !same;
		}
		if (moved) {
			lookers = null;
			owned = new Set(Array.from(next.values(), ({ owns }) => owns).flat());
			sharing = sharingIn([...next.values()]);
		}
		looks = moved ? next : looks;
		const traced = looks;
		const shared = sharing;

		function judge(isApproved: (id: ComponentId) => boolean): Judgement {
			const now = new Map<ComponentId, Judged>();
			for (const [id, look] of traced) {
				const [sameCode, sameTest] = [shared.code(look), shared.test(look)];
				const approved = isApproved(id);
				const of = [look, conventions, approved, JSON.stringify([sameCode, sameTest])];
				const before = judged.get(id);
				if (before !== undefined && isSame(before.of, of)) {
					now.set(id, before);
					continue;
				}
				watch.judged?.(id);
				const findings = judgeTrace({ ...look, approved, sameCode, sameTest }, conventions);
				const trace = { ...look.trace, findings };
				const same = before && JSON.stringify(before.trace) === JSON.stringify(trace);
				now.set(id, { of, trace: same ? before.trace : trace });
			}
			judged = now;
			const loose =
				input.written.length === 0
					? new Map<string, LooseFile>()
					: looseFiles({ files, conventions, folder, ignored }, owned);
			return { traces: new Map([...now].map(([id, { trace }]) => [id, trace])), loose };
		}

		return { looks: traced, implemented: implementedIn(traced), judge };
	};
}

interface Judged {
	readonly of: readonly unknown[];
	readonly trace: Trace;
}

function implementedIn(looks: ReadonlyMap<ComponentId, TraceLook>): ReadonlySet<ComponentId> {
	// A Component without a Design is nobody's promise that could be kept.
	return new Set(
		[...looks].flatMap(([id, { trace }]) =>
			trace.file !== null && isImplemented(trace) ? [id] : [],
		),
	);
}

function lookersIn(looks: ReadonlyMap<ComponentId, TraceLook>): Map<string, Set<ComponentId>> {
	const lookers = new Map<string, Set<ComponentId>>();
	for (const [id, { paths }] of looks) {
		for (const path of paths) {
			const there = lookers.get(path);
			if (there === undefined) lookers.set(path, new Set([id]));
			else there.add(id);
		}
	}
	return lookers;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((part, n) => part === other[n]);
}

function isAlike(one: TraceSubject, other: TraceSubject): boolean {
	if (one === other) return true;
	return (
		one.name === other.name &&
		one.file === other.file &&
		one.code === other.code &&
		one.test === other.test &&
		one.mapped === other.mapped
	);
}
