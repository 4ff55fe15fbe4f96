import type { Story } from '#shared/artefact/story.ts';
import type { ContextsDoc } from '#shared/doc/contexts-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { StoriesDoc } from '#shared/doc/stories-doc.ts';

export function absorbStories(
	_doc: StoriesDoc,
	_base: string,
	_next: string,
	_origin: Origin,
): void {}
export function absorbContexts(
	_doc: ContextsDoc,
	_base: string,
	_next: string,
	_stories: readonly Story[],
	_origin: Origin,
): void {}
