import type { ArtefactId } from '#shared/id.ts';
import type { PackPart } from '#shared/session/context-pack.ts';
import type { PartWeight } from '#shared/session/pack/part-weight.ts';

/** A part before it is known whether there is room for it. */
export interface PartDraft extends Omit<PackPart, 'tokens'> {
	readonly weight: PartWeight;
	/** Whether its beginning is worth something without the rest. */
	readonly cuttable: boolean;
}

type Given = Pick<PartDraft, 'input' | 'title' | 'text' | 'weight'>;

/** A part of other people's words; what is not said about it is the usual. */
export function partOf(given: Given & Partial<Omit<PartDraft, keyof Given>>): PartDraft {
	return { note: '', standing: 'data', artefact: null, path: null, cuttable: false, ...given };
}

/** A path or a type that somebody wrote, as it may stand in a heading of Lintel's: never a sentence. */
export function inHeading(name: string): string {
	return name.slice(0, 200).replace(/[^\p{L}\p{N}._/@+[\]-]+/gu, '_');
}

export function headingOf(kind: string, id: ArtefactId): string {
	return `${kind} ${id}`;
}
