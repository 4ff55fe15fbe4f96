/** Where in its file a Finding points: the marked words where they can be found, else its line. */

import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Position {
	readonly line: number | null;
	readonly column: number | null;
	/** Where the marked words end, if on the same line; exclusive. */
	readonly endColumn: number | null;
}

/** A field's text begins a few lines below its artefact's heading. */
const NEAR = 40;

export function positionOf(finding: Finding, texts: RepositoryTexts): Position {
	const { file, line, place, artefact } = finding;
	const text = file === null ? null : texts.textAt(file);
	if (text === null) return { line, column: line === null ? null : 1, endColumn: null };
	const kind = artefact === null ? null : texts.find(artefact);
	if (place !== null && kind?.kind === 'design') {
		return positionAt(text, place.from, place.to - place.from);
	}
	const words =
		place === null || kind === null ? '' : fieldOf(kind, finding.field).slice(place.from, place.to);
	const start = lineStart(text, line ?? 1);
	if (words.trim() !== '') {
		const end = lineStart(text, (line ?? 1) + NEAR);
		const found = text.slice(start, end).indexOf(words);
		if (found >= 0) return positionAt(text, start + found, words.length);
	}
	return { line: line ?? 1, column: 1, endColumn: null };
}

function fieldOf(artefact: AnyArtefact, field: string | null): string {
	if (field === null) return '';
	if (artefact.kind === 'story') {
		const { title, narrative, notes, criteria } = artefact.story;
		const criterion = criteria.find(({ id }) => field === `criteria/${id}`);
		return criterion?.text ?? new Map(Object.entries({ title, narrative, notes })).get(field) ?? '';
	}
	if (artefact.kind === 'context') {
		const { name, entity, responsibilities, notes } = artefact.context;
		return new Map(Object.entries({ name, entity, responsibilities, notes })).get(field) ?? '';
	}
	return '';
}

/** From 1, all; `offset` in UTF-16 units. */
function positionAt(text: string, offset: number, length: number): Position {
	const before = text.slice(0, offset);
	const start = before.lastIndexOf('\n') + 1;
	const column = offset - start + 1;
	const marked = text.slice(offset, offset + length).split(/\r?\n/, 1)[0] ?? '';
	const endColumn = marked === '' ? null : column + marked.length;
	return { line: before.split('\n').length, column, endColumn };
}

function lineStart(text: string, line: number): number {
	return line <= 1 ? 0 : (startsOf(text)[line - 1] ?? text.length);
}

/** Many Findings are in one file: where its lines begin is kept while the text is the same. */
let kept: { readonly text: string; readonly starts: readonly number[] } | null = null;

function startsOf(text: string): readonly number[] {
	if (kept?.text === text) return kept.starts;
	const starts = [0];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	kept = { text, starts };
	return starts;
}
