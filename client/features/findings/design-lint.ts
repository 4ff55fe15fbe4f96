import type { Extension } from '@codemirror/state';
import { applyFix } from '#client/features/findings/apply-fix.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ComponentId } from '#shared/id.ts';

/** What a Design's editor shows of its Findings; it brings the linter along when it is asked for. */
export async function designLint(workspace: Workspace, id: ComponentId): Promise<Extension> {
	const { findingsLint } = await import('#client/features/findings/lint-extension.svelte.ts');
	return findingsLint({
		findings: () => workspace.validation.of(id),
		isKnown: (finding) => workspace.isKnown(finding),
		fixesFor: (finding) => workspace.validation.fixesFor(finding),
		apply: (finding, title) => applyFix(workspace, finding, title),
	});
}
