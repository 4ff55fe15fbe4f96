import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A section that the template asks for and the text lacks, and the change that inserts it. */
export interface MissingSection {
	readonly finding: Finding;
	/** What the change is called. */
	readonly title: string;
}

/** In the order of the template. */
export function missingSections(workspace: Workspace, id: ComponentId): readonly MissingSection[] {
	return workspace.validation
		.of(id)
		.filter(({ rule }) => rule === 'section-missing')
		.flatMap((finding) => {
			const [fix] = workspace.validation.fixesFor(finding);
			return fix === undefined ? [] : [{ finding, title: fix.title }];
		});
}
