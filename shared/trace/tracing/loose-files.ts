/** Code and tests that no Trace has: what the repository holds beside its Designs. */
import { type Conventions, levelOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import { type PathKind, pathKindBy } from '#shared/trace/tracing/path-kind.ts';
import { designPlaceOf } from '#shared/trace/tracing/places.ts';
import { codeWithoutDesign, testWithoutCode } from '#shared/trace/tracing/rules/loose-files.ts';
import type { LooseFile } from '#shared/trace/tracing/trace.ts';

export interface LooseInput {
	readonly files: FilesSeen;
	readonly conventions: Conventions;
	/** This repository's folder of Designs. */
	readonly folder: string;
	/** Globs beside the preset's own. */
	readonly ignored: readonly string[];
}

/** Keeps what each path is taken for, so that a file that comes or goes is the only one looked at. */
export function createLooseFiles(onLook: (path: string) => void = () => {}) {
	let under: readonly unknown[] = [];
	let kinds = new Map<string, { readonly kind: PathKind; readonly tests: readonly string[] }>();
	let known = new Map<string, LooseFile>();
	let seen: readonly unknown[] = [];

	/** `owned` are the paths that some Trace looks at; asked for whatever is not among them. */
	return ({ files, conventions, folder, ignored }: LooseInput, owned: ReadonlySet<string>) => {
		const { preset } = conventions;
		const rules = [preset, folder, ignored.join('\n'), conventions];
		if (rules.some((one, n) => one !== under[n])) {
			kinds = new Map();
			known = new Map();
			seen = [];
		}
		under = rules;
		if (preset === null) return known;
		const kindAt = pathKindBy(preset, ignored);
		const paths = files.paths();
		const now = [paths, owned, files.marks?.()];
		if (seen.length > 0 && now.every((one, n) => one === seen[n])) return known;
		seen = now;

		const kindOf = (path: string) => {
			const before = kinds.get(path);
			if (before !== undefined) return before;
			onLook(path);
			const now = { kind: kindAt(path), tests: tracePathsOf(preset, path)?.tests ?? [] };
			kinds.set(path, now);
			return now;
		};
		// A file that is left out has a test of its own all the same.
		const tested = new Set<string>();
		for (const path of paths) {
			const { kind, tests } = kindOf(path);
			if (kind !== 'test') for (const test of tests) tested.add(test);
		}
		// What a team does without is not lacking.
		const wanted = {
			code: levelOf(conventions, codeWithoutDesign) !== 'off',
			test: levelOf(conventions, testWithoutCode) !== 'off',
		};
		const loose = new Map<string, LooseFile>();
		for (const path of paths) {
			const { kind } = kindOf(path);
			if (kind === null || !wanted[kind] || owned.has(path)) continue;
			if (kind === 'test' && tested.has(path)) continue;
			if (files.isGenerated(path)) continue;
			// Git still lists what was moved or deleted since it was told.
			if (files.stateOf(path) === 'missing') continue;
			const design = kind === 'code' ? designPlaceOf(preset, path, folder) : null;
			const file = known.get(path) ?? {
				...{ path, kind, design },
				findings: findingsOf({ path, kind, design }, conventions),
			};
			loose.set(path, file);
		}
		for (const path of kinds.keys()) if (!paths.has(path)) kinds.delete(path);
		known = loose;
		return loose;
	};
}

function findingsOf(
	{ path, kind, design }: Omit<LooseFile, 'findings'>,
	conventions: Conventions,
): Finding[] {
	const rule = kind === 'code' ? codeWithoutDesign : testWithoutCode;
	const severity = levelOf(conventions, rule);
	if (severity === 'off') return [];
	const about = { artefact: null, field: null, place: null, file: path, line: 1 };
	return [{ rule: rule.id, severity, ...rule.say(path, design), ...about }];
}
