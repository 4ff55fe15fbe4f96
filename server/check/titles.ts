/** What an artefact is called, as it reads in the files; its id where no file has it. */
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import type { ArtefactId } from '#shared/id.ts';

export function titleOf(texts: RepositoryTexts, id: ArtefactId): string {
	const artefact = texts.find(id);
	switch (artefact?.kind) {
		case 'story':
			return artefact.story.title;
		case 'context':
			return artefact.context.name;
		case 'design':
			return artefact.design.component || id;
		case undefined:
			return id;
	}
}

/** In a sentence: between quotation marks, or its bare id. */
export function quotedTitle(texts: RepositoryTexts, id: ArtefactId): string {
	const title = titleOf(texts, id);
	return title === id || title === '' ? id : `“${title}”`;
}
