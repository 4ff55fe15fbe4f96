/** Whole Designs that are read side by side; for a change, everything that it made suspect. */
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { artefactPart } from '#shared/session/pack/artefact-part.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import type { PartDraft } from '#shared/session/pack/part-draft.ts';
import { subjectOf } from '#shared/session/pack/subject.ts';

export function designParts(source: PackSource, about: PackAbout): PartDraft[] {
	return idsBeside(source, about).flatMap((id) =>
		artefactPart(source, about, id, { input: 'designs', weight: 'designs', cuttable: true }),
	);
}

/** Without the Session's own artefact. */
export function idsBeside(source: PackSource, about: PackAbout): readonly ArtefactId[] {
	const { kind, artefact } = about;
	if (artefact === null) return [];
	if (kind === 'change') {
		const suspects = source.changesAbove(artefact).flatMap((change) => change.suspects);
		return [...new Set(suspects)].filter((id) => id !== artefact).sort(byKind);
	}
	const { story, context, component } = subjectOf(source, artefact);
	if (story !== null) {
		const ids = new Set(story.criteria.map(({ id }) => id));
		return source.artefacts.designs
			.filter(({ criteria }) => criteria.some((id) => ids.has(id)))
			.map(({ id }) => id);
	}
	return component === null ? (context?.components.map(({ id }) => id) ?? []) : [];
}

const ORDER = { story: 0, context: 1, design: 2 } as const;

function byKind(one: ArtefactId, other: ArtefactId): number {
	return ORDER[kindOf(one)] - ORDER[kindOf(other)] || (one < other ? -1 : 1);
}
