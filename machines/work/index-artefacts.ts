import { type AnyArtefact, idOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId } from '#shared/id.ts';

export interface Indexed {
	/** In their order; of two with one id the first. The same object for one that did not change. */
	readonly byId: ReadonlyMap<ArtefactId, AnyArtefact>;
	readonly differ: readonly ArtefactId[];
	/** Artefacts or criteria came, went or moved: anything may be linked to anything else. */
	readonly isOtherShape: boolean;
}

export function indexArtefacts(
	{ stories, contexts, designs }: Artefacts,
	before: ReadonlyMap<ArtefactId, AnyArtefact>,
): Indexed {
	const byId = new Map<ArtefactId, AnyArtefact>();
	const differ: ArtefactId[] = [];
	const former = before.keys();
	let isOtherShape = false;
	const add = (artefact: AnyArtefact, known: AnyArtefact | undefined, same: boolean) => {
		const id = idOf(artefact);
		if (byId.has(id)) return;
		isOtherShape ||= former.next().value !== id;
		byId.set(id, same && known !== undefined ? known : artefact);
		if (!same) differ.push(id);
	};
	for (const story of stories) {
		const known = before.get(story.id);
		const was = known?.kind === 'story' ? known.story : null;
		isOtherShape ||= was !== null && was !== story && !sameIds(was.criteria, story.criteria);
		add({ kind: 'story', story }, known, was === story);
	}
	for (const context of contexts) {
		const known = before.get(context.id);
		add(
			{ kind: 'context', context },
			known,
			known?.kind === 'context' && known.context === context,
		);
	}
	for (const design of designs) {
		const known = before.get(design.id);
		add({ kind: 'design', design }, known, known?.kind === 'design' && known.design === design);
	}
	return { byId, differ, isOtherShape: isOtherShape || byId.size !== before.size };
}

function sameIds(one: readonly { readonly id: string }[], other: typeof one): boolean {
	return one.length === other.length && one.every(({ id }, n) => id === other[n]?.id);
}
