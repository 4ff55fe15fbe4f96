import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Context } from '#shared/artefact/context.ts';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { addDependency, replaceContext } from '#shared/doc/edits/contexts.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { replaceStory } from '#shared/doc/edits/stories.ts';
import { inOneStep } from '#shared/doc/one-step.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStory } from '#shared/doc/stories-doc.ts';
import { type ArtefactId, ComponentId } from '#shared/id.ts';
import type { EditionFields } from '#shared/protocol/history.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface RestoreTools {
	readonly replicas: Replicas;
	readonly origin: Origin;
}

/** Makes an artefact read as it did, by the smallest edits of this person's. */
export function restoreEdition(
	{ replicas, origin }: RestoreTools,
	id: ArtefactId,
	fields: EditionFields,
): Result<void, Refusal> {
	switch (fields.kind) {
		case 'story': {
			const doc = openStoriesDoc(replicas.of('stories').doc);
			if (fields.story.id !== id || readStory(doc, fields.story.id) === null) return err(gone);
			replaceStory(doc, fields.story, origin);
			return ok(undefined);
		}
		case 'context':
			return fields.context.id === id
				? restoreContext(replicas, fields.context, origin)
				: err(gone);
		case 'design': {
			const component = ComponentId.safeParse(id);
			if (!component.success) return err(gone);
			const { doc } = replicas.of(designDocName(component.data));
			setDesign(openDesignDoc(doc), fields.markdown, origin);
			return ok(undefined);
		}
	}
}

/**
 * What the map has become meanwhile holds: Components that came since stay, with their Designs, and
 * a dependency that is gone or would close a cycle stays away.
 */
function restoreContext(replicas: Replicas, then: Context, origin: Origin): Result<void, Refusal> {
	const doc = openContextsDoc(replicas.of('contexts').doc);
	const all = readContexts(doc);
	const now = all.find(({ id }) => id === then.id);
	if (now === undefined) return err(gone);
	const since = now.components.filter(({ id }) => !then.components.some((one) => one.id === id));
	const there = then.dependencies.filter((id) => all.some((one) => one.id === id));
	const kept = there.filter((id) => now.dependencies.includes(id));
	const components = [...then.components, ...since];
	inOneStep(doc.yDoc, origin, () => {
		replaceContext(doc, { ...then, dependencies: kept, components }, origin);
		for (const id of there) if (!kept.includes(id)) addDependency(doc, then.id, id, origin);
	});
	return ok(undefined);
}

const gone = refusal(
	'not-there',
	'It is not there any more, so nothing can be restored into it.',
	'Copy its words from here into a new one.',
);
