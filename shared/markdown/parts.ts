/** Where the parts of a hand-written section stand: what a reader found and a writer splices. */
import type { AcceptanceCriterionId, StoryId } from '#shared/id.ts';
import type { Rows, Span } from '#shared/markdown/source.ts';

export interface HeadingPart {
	readonly rows: Rows;
	readonly level: number;
	readonly title: Span;
	/** Where the words begin, the numbering before the title included. */
	readonly words: number;
	readonly setext: boolean;
	/** What an id comment takes the place of: a former one, closing `#` signs, or nothing. */
	readonly comment: Span;
	readonly commented: boolean;
}

export interface CriterionPart {
	readonly id: AcceptanceCriterionId;
	readonly text: string;
	readonly rows: Rows;
	/** `list` items carry a marker and hang below it; `paragraph` lines stand at the margin. */
	readonly form: 'list' | 'paragraph';
	/** Everything on the first line before the words: indent, marker, check box. */
	readonly lead: string;
	/** Columns to which further lines are indented. */
	readonly hang: number;
	/** From the first word to the end of the last line. */
	readonly body: Span;
	readonly comment: Span;
	/** Whether its id stands there, or none can. */
	readonly commented: boolean;
}

export interface StoryPart {
	readonly id: StoryId;
	readonly heading: HeadingPart;
	readonly narrative: Rows;
	/** The rows of the label, or null when criteria stand without one. */
	readonly label: Rows | null;
	readonly criteria: readonly CriterionPart[];
	/** The rows of the line that separates notes from criteria, where one is needed. */
	readonly separator: Rows | null;
	readonly notes: Rows;
	/** The whole section, blank lines before the next one included. */
	readonly rows: Rows;
}
