import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';

/** All artefacts, with one of them reading as it does here; and which one that is. */
export function withInstead(
	all: Artefacts,
	artefact: AnyArtefact,
): { readonly all: Artefacts; readonly id: ArtefactId } {
	switch (artefact.kind) {
		case 'story': {
			const { story } = artefact;
			return { all: { ...all, stories: replaced(all.stories, story) }, id: story.id };
		}
		case 'context': {
			const { context } = artefact;
			return { all: { ...all, contexts: replaced(all.contexts, context) }, id: context.id };
		}
		case 'design': {
			const { design } = artefact;
			return { all: { ...all, designs: replaced(all.designs, design) }, id: design.id };
		}
	}
}

function replaced<T extends { readonly id: ArtefactId }>(all: readonly T[], one: T): T[] {
	return all.map((other) => (other.id === one.id ? one : other));
}
