import { viewsOf } from '#client/features/frame/views-of.ts';
import type { ListedStory } from '#client/features/story/listed-story.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { readStoryMetadata, type StoryMetadata } from '#shared/artefact/story-metadata.ts';
import type { ArtefactId, ContextId, StoryId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** How many Findings of each kind an artefact has. */
export type FindingCounts = ReadonlyMap<ArtefactId, { errors: number; warnings: number }>;

const NO_CONTEXT: readonly ContextId[] = [];
const NO_FINDINGS = { errors: 0, warnings: 0 };

/** Lists the Stories; one that did not change keeps its row, so that typing in one redraws one. */
export class StoryLister {
	#rows = new Map<StoryId, ListedStory>();
	#metadata = new WeakMap<Story, StoryMetadata>();
	#contexts: readonly Context[] = [];
	#contextsOf = new Map<StoryId, ContextId[]>();

	list(workspace: Workspace, counts: FindingCounts): readonly ListedStory[] {
		const { stories } = workspace;
		const views = viewsOf(
			workspace,
			stories.map(({ id }) => id),
		);
		this.#readContexts(workspace.contexts);
		const rows = stories.flatMap((story, n) => {
			const view = views[n];
			if (view === undefined) return [];
			const metadata = this.metadataOf(story);
			const contexts = this.#contextsOf.get(story.id) ?? NO_CONTEXT;
			const { errors, warnings } = counts.get(story.id) ?? NO_FINDINGS;
			return this.#row({ story, number: n + 1, view, metadata, contexts, errors, warnings });
		});
		this.#rows = new Map(rows.map((row) => [row.story.id, row]));
		return rows;
	}

	metadataOf(story: Story): StoryMetadata {
		const known = this.#metadata.get(story);
		if (known !== undefined) return known;
		const metadata = readStoryMetadata(story.notes);
		this.#metadata.set(story, metadata);
		return metadata;
	}

	#readContexts(contexts: readonly Context[]): void {
		if (contexts === this.#contexts) return;
		this.#contexts = contexts;
		this.#contextsOf.clear();
		for (const { id, stories } of contexts) {
			for (const story of stories)
				this.#contextsOf.set(story, [...(this.#contextsOf.get(story) ?? []), id]);
		}
	}

	#row(next: ListedStory): ListedStory {
		const known = this.#rows.get(next.story.id);
		const same =
			known?.story === next.story &&
			known.view === next.view &&
			known.number === next.number &&
			known.contexts === next.contexts &&
			known.errors === next.errors &&
			known.warnings === next.warnings;
		return same ? known : next;
	}
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
	const counts = new Map<ArtefactId, { errors: number; warnings: number }>();
	for (const { artefact, severity } of findings) {
		if (artefact === null || severity === 'info') continue;
		const count = counts.get(artefact) ?? { errors: 0, warnings: 0 };
		if (severity === 'error') count.errors++;
		else count.warnings++;
		counts.set(artefact, count);
	}
	return counts;
}
