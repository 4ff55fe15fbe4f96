/**
 * What an import makes of a foreign file, before anything is stored: every line of it is in
 * exactly one piece, and each piece says what it becomes and why.
 */
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import type { Rows } from '#shared/markdown/source.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const IMPORT_FORMATS = [
	'stories',
	'spec-kit',
	'kiro',
	'openspec',
	'gherkin',
	'backlog',
	'csv',
] as const;
/** How a file is read: found out from its path and content, or chosen. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface ImportPiece {
	/**
	 * The same whenever the same file is read again, also after it changed: what carries an id
	 * keeps that, what carries a number of its own (`US-12`, `A.1.`) that, all else its words.
	 */
	readonly key: string;
	/** Half-open, counted from 0. Pieces lie end to end and cover the file. */
	readonly rows: Rows;
	/** These rows as the file has them. */
	readonly source: string;
	readonly becomes: 'story' | 'text';
	/** How it reads as a Story; also of text, wherever a person may want one. */
	readonly story: StoryDraft | null;
	/** A sentence for people: what made it so. */
	readonly why: string;
}

export interface StoryDraft {
	/** The id that stands in the file; null is no id yet. */
	readonly id: StoryId | null;
	readonly title: string;
	readonly narrative: string;
	readonly criteria: readonly CriterionDraft[];
	/** What else there is, with a line of priority, tags, epic and number where the file has them. */
	readonly notes: string;
}

export interface CriterionDraft {
	readonly id: AcceptanceCriterionId | null;
	readonly text: string;
	/** The row of the file it begins in, counted from 0. */
	readonly line: number;
}

export interface ImportReading {
	readonly format: ImportFormat;
	readonly pieces: readonly ImportPiece[];
	readonly findings: readonly Finding[];
}
