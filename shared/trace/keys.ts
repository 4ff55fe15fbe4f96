/** The little of each artefact that rules across artefacts compare. */
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import { canonicalLine } from '#shared/lifecycle/canonical-prose.ts';
import type { DesignReference, DesignText, Spot } from '#shared/trace/design-text.ts';

export interface StoryKeys {
	readonly id: StoryId;
	readonly title: string;
	/** Titles that people take for the same have the same one. */
	readonly called: string;
	readonly criteria: readonly AcceptanceCriterionId[];
}

/** All but the prose. */
export type ContextKeys = Omit<Context, 'responsibilities' | 'notes'>;

export interface DesignKeys {
	readonly id: ComponentId;
	readonly component: string;
	readonly type: string;
	readonly context: ContextId | null;
	readonly criteria: readonly AcceptanceCriterionId[];
	/** Where the front matter says each of these; null where it doesn't. */
	readonly spots: Readonly<Record<'component' | 'type' | 'context' | 'criteria', Spot | null>>;
	/** What the section on dependencies names. */
	readonly uses: readonly { readonly name: string; readonly spot: Spot }[];
	/** What the body refers to. */
	readonly references: readonly DesignReference[];
}

export interface Keys {
	readonly stories: readonly StoryKeys[];
	readonly contexts: readonly ContextKeys[];
	readonly designs: readonly DesignKeys[];
}

export function storyKeys({ id, title, criteria }: Story): StoryKeys {
	const called = canonicalLine(title).toLowerCase();
	return { id, title, called, criteria: criteria.map((one) => one.id) };
}

export function contextKeys({ responsibilities, notes, ...keys }: Context): ContextKeys {
	return keys;
}

export function designKeys({ design, spots, uses, references }: DesignText): DesignKeys {
	const { id, component, type, context, criteria } = design;
	return { id, component, type, context, criteria, spots, uses, references };
}
