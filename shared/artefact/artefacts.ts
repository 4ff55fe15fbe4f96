import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';

/** Every artefact of one team as it reads right now: what rules check and readers show. */
export interface Artefacts {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	readonly designs: readonly Design[];
}
