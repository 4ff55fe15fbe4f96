/** What a Session is about, with the Context around it and the Components in it. */
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { KnownText, PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import type { Writable } from '#shared/session/session-type.ts';

export interface Subject {
	/** The Component that a Design is of; null for anything else, and where no Context lists it. */
	readonly component: Component | null;
	/** The Context itself, or the one that has the Component; null where there is none. */
	readonly context: Context | null;
	readonly story: Story | null;
}

const NOTHING: Subject = { component: null, context: null, story: null };

export function subjectOf({ artefacts }: PackSource, id: ArtefactId | null): Subject {
	if (id === null) return NOTHING;
	const { stories, contexts } = artefacts;
	switch (kindOf(id)) {
		case 'story':
			return { ...NOTHING, story: stories.find((one) => one.id === id) ?? null };
		case 'context':
			return { ...NOTHING, context: contexts.find((one) => one.id === id) ?? null };
		case 'design': {
			const context = contexts.find(({ components }) => components.some((one) => one.id === id));
			const component = context?.components.find((one) => one.id === id);
			return { ...NOTHING, context: context ?? null, component: component ?? null };
		}
	}
}

/** The types of the Components that the work is on. */
export function typesIn(source: PackSource, { artefact }: PackAbout): readonly string[] {
	const { component, context } = subjectOf(source, artefact);
	if (component !== null) return [component.type];
	const types = context?.components.map(({ type }) => type) ?? [];
	return [...new Set(types)].sort();
}

/** The words to go by: what is written may be changed, so it is the text in hand; else the approved. */
export function designOf(
	source: PackSource,
	id: ArtefactId,
	writes: readonly Writable[],
): Design | null {
	const known = source.known(id);
	if (known === null) return null;
	const { now } = known;
	const chosen = writes.includes('design') ? now : (known.approved ?? now);
	return chosen.kind === 'design' ? chosen.design : null;
}

export function contextOf(known: KnownText | null): Context | null {
	const chosen = known?.approved ?? known?.now;
	return chosen?.kind === 'context' ? chosen.context : null;
}
