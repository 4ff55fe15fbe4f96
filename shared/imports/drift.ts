/** How the code of Contexts uses one another, held against the dependencies that the map declares. */
import type { Context } from '#shared/artefact/context.ts';
import type { ContextId } from '#shared/id.ts';
import { codeLanguageOf, type FoundImport } from '#shared/imports/file-imports.ts';
import { createContextOf } from '#shared/imports/ownership.ts';
import type { CodeRepository } from '#shared/imports/resolve/repository.ts';
import { createResolve } from '#shared/imports/resolve/resolve.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { isTestFile } from '#shared/imports/test-file.ts';
import { type Conventions, levelOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** One import from a Context's code to another's. */
export interface ContextUse {
	readonly from: Context;
	readonly to: Context;
	/** The file that imports, and what is imported: a file, or a folder that ends in a slash. */
	readonly file: string;
	readonly target: string;
	readonly found: FoundImport;
}

export interface Drift {
	readonly contexts: readonly Context[];
	/** In the order of the files, and of the lines in each. */
	readonly uses: readonly ContextUse[];
	/** How many code files of each Context were read in full. */
	readonly read: ReadonlyMap<ContextId, number>;
	/** Code files of Contexts that could not be read in full. */
	readonly unread: readonly string[];
}

/** A Finding at a place in code; `column` counts from 1, in UTF-16 units. */
export interface DriftFinding extends Finding {
	readonly column: number | null;
}

/** Reads what the code says. Tests are left out unless the map calls them code, and files that no Context owns. */
export function driftOf(
	contexts: readonly Context[],
	repository: CodeRepository,
	conventions: Conventions,
): Drift {
	const contextOf = createContextOf(contexts);
	const code = new Set(
		contexts.flatMap((one) => one.components.map((component) => component.code)),
	);
	const isTest = (file: string) => isTestFile(conventions.preset, file) && !code.has(file);
	const resolve = createResolve(repository);
	const uses: ContextUse[] = [];
	const read = new Map<ContextId, number>();
	const unread: string[] = [];
	for (const file of repository.paths) {
		const language = codeLanguageOf(file);
		const from = language === null ? null : contextOf(file);
		if (language === null || from === null || isTest(file)) continue;
		const imports = repository.importsOf(file);
		if (imports?.complete !== true) {
			unread.push(file);
			continue;
		}
		read.set(from.id, (read.get(from.id) ?? 0) + 1);
		for (const found of imports.imports) {
			if (found.kind === 'module') continue;
			for (const target of resolve(language, file, found)) {
				const to = contextOf(target);
				if (to !== null && to.id !== from.id) uses.push({ from, to, file, target, found });
			}
		}
	}
	return { contexts, uses, read, unread };
}

/** What the rules about imports find. The relay and `lintel check` both say this. */
export function driftFindings(drift: Drift, conventions: Conventions): readonly DriftFinding[] {
	return DRIFT_RULES.flatMap((rule) => {
		const severity = levelOf(conventions, rule);
		if (severity === 'off') return [];
		return rule.check(drift).map(({ artefact, field, message, fix, file, line, column }) => ({
			...{ rule: rule.id, severity, message, fix, artefact, field, place: null },
			...{ file, line, column },
		}));
	});
}
