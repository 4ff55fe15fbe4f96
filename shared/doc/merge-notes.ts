/**
 * Three-way merge of a Story's notes. A priority is one, so mine stands where both changed it; tags
 * are a set, which takes in both; all else is prose.
 */
import { type MetadataField, metadataLines } from '#shared/artefact/metadata-fields.ts';
import { readStoryMetadata, withoutTag, withTag } from '#shared/artefact/story-metadata.ts';
import { type MergedText, mergeText3, type TextConflict } from '#shared/doc/merge-text.ts';

export interface MergedNotes extends MergedText {
	/** What either says the priority is, where both changed it. */
	readonly priority: TextConflict | null;
}

export function mergeNotes3(base: string, mine: string, theirs: string): MergedNotes {
	const tagged = settle(/^tags?$/, base, mine, theirs, () => withTagsOfBoth(base, mine, theirs));
	const [own, other] = tagged ?? [mine, theirs];
	const ranked = settle(/^priority$/, base, own, other, () => own);
	const merged = ranked ? mergeText3(base, ...ranked) : mergeText3(base, own, other);
	const [here, there] = [mine, theirs].map((notes) => readStoryMetadata(notes).priority ?? '');
	const asked = ranked !== null && here !== undefined && there !== undefined && here !== there;
	return { ...merged, priority: asked ? { mine: here, theirs: there, both: here } : null };
}

/**
 * Where both changed a field: my notes as they are to be, and their notes without their change of
 * it. Null where they did not, or where a side says it twice or not at all.
 */
function settle(
	label: RegExp,
	base: string,
	mine: string,
	theirs: string,
	settled: () => string,
): readonly [mine: string, theirs: string] | null {
	const fields = [base, mine, theirs].map((notes) => fieldsOf(notes, label));
	const [was, own, other] = fields.map((found) => (found.length === 1 ? found[0] : undefined));
	if (own === undefined || other === undefined || (fields[0]?.length ?? 0) > 1) return null;
	const before = was === undefined ? null : valueIn(base, was);
	const [here, there] = [valueIn(mine, own), valueIn(theirs, other)];
	if (here === there || here === before || there === before) return null;
	const next = settled();
	const [now] = fieldsOf(next, label);
	if (now === undefined) return null;
	const back = before ?? valueIn(next, now);
	return [next, theirs.slice(0, other.valueFrom) + back + theirs.slice(other.to)];
}

function fieldsOf(notes: string, label: RegExp): readonly MetadataField[] {
	return metadataLines(notes)
		.flatMap(({ fields }) => fields)
		.filter((field) => label.test(field.label));
}

function valueIn(notes: string, { valueFrom, to }: MetadataField): string {
	return notes.slice(valueFrom, to);
}

function withTagsOfBoth(base: string, mine: string, theirs: string): string {
	const [before, after] = [base, theirs].map((notes) => readStoryMetadata(notes).tags);
	const gone = before?.filter((tag) => !after?.includes(tag)) ?? [];
	const added = after?.filter((tag) => !before?.includes(tag)) ?? [];
	return gone.reduce(withoutTag, added.reduce(withTag, mine));
}
