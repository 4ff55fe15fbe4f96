import { artefactPart } from '#shared/session/pack/artefact-part.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { subjectOf } from '#shared/session/pack/subject.ts';

/** What the Session is about: it never gives way. A Component may have no Design yet. */
export function artefactParts(source: PackSource, about: PackAbout): PartDraft[] {
	const { artefact } = about;
	if (artefact === null) return [];
	const how = { input: 'artefact', weight: 'always', cuttable: false } as const;
	const parts = artefactPart(source, about, artefact, how);
	const { component } = subjectOf(source, artefact);
	if (parts.length > 0 || component === null) return parts;
	const { id, name, type, code } = component;
	return [
		partOf({
			...{ ...how, title: headingOf('Component', id), artefact: id },
			note: 'It has no design yet.',
			text: [`# ${name} (${id})`, `Type: ${type}`, `Code: ${code || 'not said'}`].join('\n'),
		}),
	];
}
