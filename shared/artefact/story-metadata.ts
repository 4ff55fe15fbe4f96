/**
 * Priority and tags of a Story: what planning changes and no reviewer decides on.
 *
 * They stand in the metadata lines of its notes (`**Priority**: 1 · **Tags**: accounts`), in
 * whichever style their writer chose, and are written back in that style. Labels, estimates and
 * all other words stay as they are, and the canonical text never changes.
 */
import {
	type MetadataField,
	type MetadataLine,
	metadataLines,
} from '#shared/artefact/metadata-fields.ts';
import { cleanTag, isSameTag, tagsIn, withoutTagIn, withTagIn } from '#shared/artefact/tag-list.ts';
import { withoutEnd, withoutEnds } from '#shared/ends.ts';
import { fencedLines } from '#shared/fences.ts';
import { isMetadataLine } from '#shared/lifecycle/metadata-lines.ts';

export interface StoryMetadata {
	/** As it was written: `1`, `High`, `P2`. */
	readonly priority: string | null;
	readonly tags: readonly string[];
}

const NOTHING = /^(?:[-–—]|none)?$/i;
const DRESS = /[\s`*_]/;
const RANKS: readonly (readonly [RegExp, number])[] = [
	[/^(?:urgent|critical|blocker|highest|must)\b/i, 1],
	[/^(?:high|should)\b/i, 2],
	[/^(?:medium|normal|could)\b/i, 3],
	[/^(?:lowest|won'?t)\b/i, 5],
	[/^low\b/i, 4],
];
const UNKNOWN_RANK = 1000;

export function readStoryMetadata(notes: string): StoryMetadata {
	const fields = metadataLines(notes).flatMap((line) => line.fields);
	const priorities = fields.filter(isPriority).map((field) => priorityIn(notes, field));
	const tags: string[] = [];
	for (const tag of fields.filter(isTags).flatMap((field) => tagsIn(valueIn(notes, field)))) {
		if (!tags.some((other) => isSameTag(other, tag))) tags.push(tag);
	}
	return { priority: priorities.find((one) => one !== null) ?? null, tags };
}

/** Where a priority sorts: the lower, the sooner; none comes last. */
export function priorityRank(priority: string | null): number {
	if (priority === null) return Number.MAX_SAFE_INTEGER;
	const digits = /\d{1,6}/.exec(priority)?.[0];
	if (digits !== undefined) return Number(digits);
	return RANKS.find(([words]) => words.test(priority))?.[1] ?? UNKNOWN_RANK;
}

/** What a priority may be called; null when nothing of it is left. */
export function cleanPriority(text: string): string | null {
	const words = cleanTag(text);
	return words === '' ? null : words;
}

/** The notes with this priority, or with none. */
export function withPriority(notes: string, priority: string | null): string {
	const wanted = priority === null ? null : cleanPriority(priority);
	const found = fieldWhere(
		notes,
		(field) => isPriority(field) && priorityIn(notes, field) !== null,
	);
	if (wanted === null) {
		return found === null ? notes : withPriority(withoutField(notes, ...found), null);
	}
	if (found !== null) return splice(notes, found[1].valueFrom, found[1].to, wanted);
	const empty = fieldWhere(notes, isPriority);
	if (empty !== null) return filled(notes, empty[1], wanted);
	return withField(notes, 'Priority', wanted);
}

/** The notes with one tag more; the same notes when it is there. */
export function withTag(notes: string, tag: string): string {
	const wanted = cleanTag(tag);
	if (wanted === '' || hasTag(notes, wanted)) return notes;
	const field = metadataLines(notes)
		.flatMap((line) => line.fields)
		.findLast(isTags);
	if (field === undefined) return withField(notes, 'Tags', wanted);
	return filled(notes, field, withTagIn(valueIn(notes, field), wanted));
}

/** The notes without a tag. */
export function withoutTag(notes: string, tag: string): string {
	const holds = (field: MetadataField) =>
		isTags(field) && tagsIn(valueIn(notes, field)).some((one) => isSameTag(one, tag));
	const found = fieldWhere(notes, holds);
	if (found === null) return notes;
	const [line, field] = found;
	const rest = withoutTagIn(valueIn(notes, field), tag);
	const next =
		rest === '' ? withoutField(notes, line, field) : splice(notes, field.valueFrom, field.to, rest);
	return withoutTag(next, tag);
}

function hasTag(notes: string, tag: string): boolean {
	return readStoryMetadata(notes).tags.some((one) => isSameTag(one, tag));
}

function isPriority({ label }: MetadataField): boolean {
	return label === 'priority';
}

function isTags({ label }: MetadataField): boolean {
	return label === 'tags' || label === 'tag';
}

function valueIn(notes: string, { valueFrom, to }: MetadataField): string {
	return notes.slice(valueFrom, to);
}

function priorityIn(notes: string, field: MetadataField): string | null {
	const value = withoutEnds(valueIn(notes, field), DRESS);
	return NOTHING.test(value) ? null : value;
}

function fieldWhere(
	notes: string,
	fits: (field: MetadataField) => boolean,
): readonly [MetadataLine, MetadataField] | null {
	for (const line of metadataLines(notes)) {
		const field = line.fields.find(fits);
		if (field !== undefined) return [line, field];
	}
	return null;
}

/** Writes a field's value, with a blank between the label and it. */
function filled(notes: string, { valueFrom, to }: MetadataField, value: string): string {
	const blank = notes.charAt(valueFrom - 1) === ' ' ? '' : ' ';
	return splice(notes, valueFrom, to, blank + value);
}

/** A new field beside the metadata that is there, in its style; else at the end. */
function withField(notes: string, label: string, value: string): string {
	const lines = metadataLines(notes);
	const line = lines.at(-1);
	const like = line?.fields.at(-1);
	if (line === undefined || like === undefined) {
		const words = `**${label}**: ${value}`;
		if (notes.trim() === '') return words;
		return isOpenEnded(notes) ? `${words}\n\n${notes}` : `${notes.trimEnd()}\n\n${words}`;
	}
	const { mark } = like;
	const name = like.colonInside ? `${mark}${label}:${mark}` : `${mark}${label}${mark}:`;
	const words = `${name} ${value}`;
	if (/[-*+]/.test(line.lead) || (lines.length > 1 && line.fields.length === 1)) {
		return splice(notes, line.to, line.to, `\n${line.lead}${words}`);
	}
	const before = line.fields.at(-2);
	const between = before ? notes.slice(before.to, like.from) : ' · ';
	return splice(notes, like.to, like.to, between + words);
}

/** A code fence that is never closed takes in whatever comes after it. */
function isOpenEnded(notes: string): boolean {
	const lines = notes.split(/\r\n?|\n/);
	const fenced = fencedLines(lines);
	return lines.some((line, n) => !fenced[n] && /^[ \t]*(?:`{3,}|~{3,})/.test(line));
}

function withoutField(notes: string, line: MetadataLine, field: MetadataField): string {
	const at = line.fields.indexOf(field);
	const [before, after] = [line.fields[at - 1], line.fields[at + 1]];
	if (before === undefined && after === undefined) return withoutLine(notes, line);
	const [from, to] = before ? [before.to, field.to] : [field.from, after?.from ?? field.to];
	const rest = notes.slice(line.from, from) + notes.slice(to, line.to);
	// What is left may be a line that reviewers decide on; then the label stays, with no value.
	if (!isMetadataLine(rest)) return filled(notes, field, 'none');
	return splice(notes, from, to, '');
}

function withoutLine(notes: string, line: MetadataLine): string {
	if (line.end > line.to) return splice(notes, line.from, line.end, '');
	return withoutEnd(notes.slice(0, line.from), /[\r\n]/);
}

function splice(text: string, from: number, to: number, insert: string): string {
	return text.slice(0, from) + insert + text.slice(to);
}

/** Notes without priority and tags, for whoever shows these by themselves; all else stays. */
export function withoutPlanning(notes: string): string {
	const { tags } = readStoryMetadata(notes);
	return tags.reduce(withoutTag, withPriority(notes, null)).trim();
}
