/** A draft of one Story from the rows that tell it, with whatever heads them. */

import { append } from '#shared/append.ts';
import { withoutBlanks } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import type { StoryId } from '#shared/id.ts';
import { criteriaAmong, criteriaIn, mergedSteps, tellsScenarios } from '#shared/import/criteria.ts';
import {
	type Metadatum,
	metadataIn,
	printMetadata,
	titleMetadata,
} from '#shared/import/metadata.ts';
import type { CriterionDraft, StoryDraft } from '#shared/import/reading.ts';
import { titleOf } from '#shared/import/sentence.ts';
import { unescapeProse } from '#shared/markdown/escape.ts';
import { headingText } from '#shared/markdown/heading.ts';
import { isGivenLine, isWholeStory } from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { type FoundStory, storyParts } from '#shared/markdown/story-part.ts';
import { tidyProse } from '#shared/markdown/tidy.ts';

/** What is known of a Story before its rows are read. */
export interface Known {
	readonly id: StoryId | null;
	/** Empty when nothing heads it: its sentence gives it a title. */
	readonly title: string;
	/** Its sentence, where that doesn't stand in the rows. */
	readonly sentence?: string;
	readonly data: readonly Metadatum[];
	/** Whether a list without a label counts as criteria. */
	readonly anyList?: boolean;
}

/** `rows` begin below the title; `nodes` are the blocks in them. */
export function draftFrom(
	source: Source,
	rows: Rows,
	nodes: readonly Node[],
	known: Known,
): StoryDraft {
	const parts = storyParts(source, { kind: 'story', rows, heading: headingAt(rows.first), nodes });
	const { criteria, used } = criteriaOf(source, nodes, parts, known.anyList ?? false);
	const told = proseWithout(source, parts.narrative, used);
	const noted = proseWithout(source, parts.notes, used);
	const { title, data } = titleMetadata(known.title);
	const heading = isWholeStory(title) ? title : '';
	const narrative = joined([known.sentence ?? '', heading, told.prose]);
	const metadata = printMetadata([...noted.data, ...known.data, ...data, ...told.data]);
	return {
		id: known.id,
		title: heading === '' && title !== '' ? title : titleOf(narrative),
		narrative,
		criteria,
		notes: joined([noted.prose, metadata]),
	};
}

function headingAt(row: number): Extract<Node, { kind: 'heading' }> {
	return { kind: 'heading', rows: { first: row, end: row }, level: 1, setext: false };
}

function criteriaOf(
	source: Source,
	nodes: readonly Node[],
	parts: FoundStory,
	anyList: boolean,
): { criteria: readonly CriterionDraft[]; used: readonly Rows[] } {
	if (parts.criteria.length > 0) {
		const drafts = parts.criteria.map(({ id, text, rows }) => {
			const caption = parts.captions.findLast(({ first }) => first < rows.first);
			return { id, text: captioned(source, caption, text), line: rows.first };
		});
		return { criteria: mergedSteps(drafts), used: [] };
	}
	const { label } = parts;
	if (label !== null) return criteriaAmong(source, nodesFrom(nodes, label.end));
	const start = nodes.findIndex((node) => isScenario(source, node, anyList));
	return start < 0 ? { criteria: [], used: [] } : criteriaAmong(source, nodes.slice(start));
}

/** The nodes from a row on; a paragraph that begins above it, as with its label, from there. */
function nodesFrom(nodes: readonly Node[], row: number): Node[] {
	return nodes
		.filter(({ kind, rows }) => rows.first >= row || (kind === 'paragraph' && rows.end > row))
		.map((node) =>
			node.rows.first < row ? { ...node, rows: { first: row, end: node.rows.end } } : node,
		);
}

/** Without a label, a table or list may be anything; a scenario says what it is. */
function isScenario(source: Source, node: Node, anyList: boolean): boolean {
	if (anyList && node.kind === 'list') return true;
	if (node.kind === 'table') return tellsScenarios(source, node.rows);
	if (node.kind === 'fence') return criteriaIn(source, node).length > 0;
	return node.kind === 'heading' && isGivenLine(headingText(source, node, 'ac'));
}

function captioned(source: Source, caption: Rows | undefined, text: string): string {
	const line = caption === undefined ? '' : (source.lines[caption.first]?.text ?? '');
	const words = withoutEnd(withoutBlanks(line).replace(/^[*_]+/, ''), /[*_:：]/);
	return words === '' ? text : `${words}: ${text}`;
}

interface Prose {
	readonly prose: string;
	readonly data: readonly Metadatum[];
}

/** The prose of these rows, without the ones that became something else. */
function proseWithout(source: Source, rows: Rows, used: readonly Rows[]): Prose {
	const taken = new Set<number>();
	for (const { first, end } of used) for (let row = first; row < end; row++) taken.add(row);
	const data: Metadatum[] = [];
	const lines: string[] = [];
	for (let row = rows.first; row < rows.end; row++) {
		const line = source.lines[row]?.text ?? '';
		const found = taken.has(row) ? [] : metadataIn(line);
		append(data, found);
		if (!taken.has(row) && found.length === 0) lines.push(line);
	}
	return { prose: tidyProse(unescapeProse(lines.join('\n'))), data };
}

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n\n');
}
