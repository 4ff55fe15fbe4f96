/**
 * The practices are separable: a team may work with Stories alone, or with Designs alone. A kind
 * of artefact whose gate is off is not shown, asked for, or held against a rule; its words stay
 * in the documents and the files, and are back when the gate is.
 */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactKind } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';

/** The kinds of artefact that a team works with. */
export type Practices = ReadonlySet<ArtefactKind>;

const KINDS = ['story', 'context', 'design'] as const satisfies readonly ArtefactKind[];
const known = new WeakMap<Policy['gates'], Practices>();

export const EVERY_PRACTICE: Practices = new Set(KINDS);

/** The same gates give the same set. */
export function practicesOf({ gates }: Pick<Policy, 'gates'>): Practices {
	const practices = known.get(gates) ?? new Set(KINDS.filter((kind) => gates[kind] !== 'off'));
	known.set(gates, practices);
	return practices;
}

/** The artefacts without those of a kind that is off. */
export function practised(artefacts: Artefacts, practices: Practices): Artefacts {
	if (practices.size === KINDS.length) return artefacts;
	return {
		stories: practices.has('story') ? artefacts.stories : [],
		contexts: practices.has('context') ? artefacts.contexts : [],
		designs: practices.has('design') ? artefacts.designs : [],
	};
}
