/** The text of a file with one artefact changed in it: everything else keeps its bytes. */
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';
import type { ArtefactChange } from '#shared/trace/fixes/fixer.ts';
import { knownDesigns, unlistedDesign } from '#shared/trace/known-designs.ts';

export interface ChangedText {
	readonly text: string;
	/** Of the changed artefact. */
	readonly revision: Revision | null;
}

/** Null where the file doesn't hold the artefact. */
export function withChange(
	text: string,
	change: ArtefactChange,
	{ artefacts: { stories, contexts } }: RepositoryTexts,
): ChangedText | null {
	switch (change.kind) {
		case 'story': {
			const { blocks } = readStories(text);
			const at = blocks.findIndex(
				(block) => block.kind === 'story' && block.story.id === change.story.id,
			);
			if (at === -1) return null;
			const next = blocks.with(at, { kind: 'story', story: change.story });
			return { text: writeStories(text, next), revision: revisionOfArtefact(change) };
		}
		case 'context': {
			const { blocks } = readContextMap(text, stories);
			const at = blocks.findIndex(
				(block) => block.kind === 'context' && block.context.id === change.context.id,
			);
			if (at === -1) return null;
			const next = blocks.with(at, { kind: 'context', context: change.context });
			return { text: writeContextMap(text, next, stories), revision: revisionOfArtefact(change) };
		}
		case 'design': {
			const known = knownDesigns(contexts).get(change.id) ?? unlistedDesign(change.id);
			const { design } = readDesignDoc(change.markdown, known);
			const revision = design === null ? null : revisionOfArtefact({ kind: 'design', design });
			return { text: change.markdown, revision };
		}
	}
}
