import * as z from 'zod/mini';
import { Component } from '#shared/artefact/component.ts';
import { ContextId, StoryId } from '#shared/id.ts';

/** A domain context owns one entity; a coordination context owns none and orchestrates. */
export const ContextType = z.enum(['domain', 'coordination']);
export type ContextType = z.infer<typeof ContextType>;

/**
 * A bounded context: what it owns, what it may depend on, and the Stories it satisfies.
 *
 * `unresolved` keeps names that a hand-written file gives and nothing answers to, so that they
 * are a Finding and are written back, never dropped. `notes` is prose that no field holds.
 */
export const Context = z.object({
	id: ContextId,
	name: z.string(),
	type: ContextType,
	entity: z.string(),
	responsibilities: z.string(),
	dependencies: z.array(ContextId),
	stories: z.array(StoryId),
	components: z.array(Component),
	notes: z.string(),
	unresolved: z.object({
		dependencies: z.array(z.string()),
		stories: z.array(z.string()),
	}),
});
export type Context = z.infer<typeof Context>;
