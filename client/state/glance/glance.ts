import * as z from 'zod/mini';
import { Role } from '#shared/artefact/role.ts';
import { Hash } from '#shared/hash.ts';
import { ArtefactKind, MemberId, StoryId } from '#shared/id.ts';
import { PHASES, STANDINGS } from '#shared/lifecycle/phase.ts';

/**
 * What this browser saw last of a workspace: who it is, and where the Stories stood. Kept beside
 * the log so that the list paints before the log is folded, and good for nothing else: no
 * decision rests on it.
 */
export const Glance = z.object({
	me: z.object({ member: MemberId, name: z.string(), role: Role, key: Hash }),
	root: Hash,
	folder: z.string(),
	/** The kinds of artefact that the team works with; all of them where nothing is said. */
	practices: z.optional(z.array(ArtefactKind)),
	/** A Story that is not here was a draft. */
	states: z.record(
		StoryId,
		z.object({ phase: z.enum(PHASES), standing: z.enum(STANDINGS), bypassed: z.boolean() }),
	),
});
export type Glance = z.infer<typeof Glance>;

/** The name of the fact that keeps it. */
export const GLANCE = 'glance';
