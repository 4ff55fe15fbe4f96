import type { Context } from '#shared/artefact/context.ts';
import type { ComponentId } from '#shared/id.ts';

/** A Design that has a file or a document, and what it says itself of where its files are. */
export interface WrittenDesign {
	readonly id: ComponentId;
	/** What it calls its Component; the map's name goes first. */
	readonly name: string;
	/** Where its own file is. */
	readonly file: string;
	/** `code:` of its front matter; '' where it has none. The map's Code column goes first. */
	readonly code: string;
	/** `test:` of its front matter; '' where it has none, and then the rule says. */
	readonly test: string;
}

/** What there is a Trace of: a Component of the map, or a Design that no map lists. */
export interface TraceSubject {
	readonly id: ComponentId;
	readonly name: string;
	/** Null while the Component has no Design. */
	readonly file: string | null;
	/** As the map or the Design gives it; '' leaves it to the rule for the Design's own path. */
	readonly code: string;
	readonly test: string;
	/** Whether the map gives its code: what the map says has rules of its own. */
	readonly mapped: boolean;
}

/** In the order of the map; of a Component listed twice the first row counts. */
export function traceSubjects(
	contexts: readonly Context[],
	written: readonly WrittenDesign[],
): readonly TraceSubject[] {
	const designs = new Map(written.map((design) => [design.id, design]));
	const subjects = new Map<ComponentId, TraceSubject>();
	for (const { components } of contexts) {
		for (const { id, name, code } of components) {
			if (subjects.has(id)) continue;
			const design = designs.get(id);
			const own = code.trim() || design?.code.trim() || '';
			const [file, test] = [design?.file ?? null, design?.test.trim() ?? ''];
			subjects.set(id, { id, name, file, code: own, test, mapped: code.trim() !== '' });
		}
	}
	for (const { id, name, file, code, test } of written) {
		if (subjects.has(id)) continue;
		subjects.set(id, {
			...{ id, name: name || file, file, code: code.trim(), test: test.trim() },
			mapped: false,
		});
	}
	return [...subjects.values()];
}
