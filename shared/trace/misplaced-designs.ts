import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { findingsOf } from '#shared/trace/look.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';

export const DESIGN_MISPLACED = {
	id: 'design-misplaced',
	severity: 'warning',
	says: "The file of a design lies where the rule for its code's path puts it.",
} as const;

/** Designs whose files lie elsewhere than the 1:1:1 rule says: only who sees the files can tell. */
export function misplacedDesigns(
	contexts: readonly Context[],
	conventions: Conventions,
	files: {
		/** Null for a Design without a file. */
		pathOf(id: ComponentId): string | null;
		ruledPath(component: Component): string | null;
	},
): readonly Finding[] {
	const { preset } = conventions;
	if (preset === null) return [];
	const components = contexts.flatMap((context) => context.components);
	const misplaced = components.flatMap((component) => {
		const path = files.pathOf(component.id);
		// A large map has thousands of Components that nobody designed.
		if (path === null) return [];
		const ruled = files.ruledPath(component);
		if (ruled === null || path === ruled) return [];
		return tracePathsOf(preset, component.code) === null ? [] : { component, path, ruled };
	});
	return misplaced.flatMap(({ component, path, ruled }) =>
		findingsOf(DESIGN_MISPLACED, conventions, () => [
			{
				artefact: component.id,
				field: null,
				message: `The design of ${component.name} is ${path}, and by the rule of ${component.code} it belongs at ${ruled}.`,
				fix: 'Move the file there, or correct the code path in the context map.',
			},
		]).map((finding) => ({ ...finding, file: path })),
	);
}
