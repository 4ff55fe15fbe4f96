/** Reads one Story's section: where its narrative, criteria and notes stand. */

import { append } from '#shared/append.ts';
import {
	criteriaFromParagraph,
	criterionFromItem,
	type FoundCriterion,
	tellsCriteria,
} from '#shared/markdown/criterion-parts.ts';
import { isCaption, isCriteriaLabel, isRoleSentence } from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import type { StoryPart } from '#shared/markdown/parts.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';
import { isLabelHeading, type Section } from '#shared/markdown/story-sections.ts';
import { openingWords } from '#shared/markdown/story-sentence.ts';

export type FoundStory = Pick<StoryPart, 'narrative' | 'label' | 'separator' | 'notes'> & {
	readonly criteria: readonly FoundCriterion[];
	/** Rows of captions among the criteria, which no field holds. */
	readonly captions: readonly Rows[];
};

/** Stands before notes that would otherwise read as criteria. */
export const NOTES_SEPARATOR = '<!-- notes -->';

export function storyParts(
	source: Source,
	section: Extract<Section, { kind: 'story' }>,
): FoundStory {
	const top = section.heading.rows.end;
	const { end } = section.rows;
	const start = criteriaStart(source, section.nodes);
	if (start === null) {
		const narrative = { first: top, end };
		return {
			narrative,
			label: null,
			criteria: [],
			captions: [],
			separator: null,
			notes: { first: end, end },
		};
	}
	const { criteria, captions, stop } = criteriaFrom(source, start.nodes);
	const notes = { first: stop ?? end, end };
	const separated = source.lines[notes.first]?.text.trim() === NOTES_SEPARATOR;
	return {
		narrative: { first: top, end: start.row },
		label: start.label,
		criteria,
		captions,
		separator: separated ? { first: notes.first, end: notes.first + 1 } : null,
		notes: separated ? { first: notes.first + 1, end } : notes,
	};
}

interface CriteriaStart {
	/** Where the narrative ends. */
	readonly row: number;
	readonly label: Rows | null;
	/** What follows the label; a paragraph that holds it is cut after it. */
	readonly nodes: readonly Node[];
}

function criteriaStart(source: Source, nodes: readonly Node[]): CriteriaStart | null {
	for (const [at, node] of nodes.entries()) {
		const after = nodes.slice(at + 1);
		if (node.kind === 'heading' && isLabelHeading(source, node)) {
			return { row: node.rows.first, label: node.rows, nodes: after };
		}
		if (node.kind !== 'paragraph') continue;
		const line = linesIn(source, node.rows).findIndex(isCriteriaLabel);
		if (line < 0) continue;
		const row = node.rows.first + line;
		const rest = { kind: 'paragraph' as const, rows: { first: row + 1, end: node.rows.end } };
		const label = { first: row, end: row + 1 };
		return { row, label, nodes: rest.rows.first < rest.rows.end ? [rest, ...after] : after };
	}
	return unlabelledStart(source, nodes);
}

/** Without a label: Given/When/Then, EARS, or a list right after the "As a …" sentence. */
function unlabelledStart(source: Source, nodes: readonly Node[]): CriteriaStart | null {
	for (const [at, node] of nodes.entries()) {
		const before = nodes[at - 1];
		const told = node.kind === 'paragraph' && tellsCriteria(source, node.rows);
		const listed =
			node.kind === 'list' &&
			at === 1 &&
			(before?.kind === 'paragraph' || before?.kind === 'quote') &&
			isRoleSentence(openingWords(source, before.rows));
		if (told || listed) return { row: node.rows.first, label: null, nodes: nodes.slice(at) };
	}
	return null;
}

/** Criteria up to the first block that is none; `stop` is its row. */
function criteriaFrom(source: Source, nodes: readonly Node[]) {
	const criteria: FoundCriterion[] = [];
	const captions: Rows[] = [];
	let listed = false;
	for (const [at, node] of nodes.entries()) {
		const next = nodes[at + 1];
		if (node.kind === 'list') {
			for (const item of node.items) criteria.push(criterionFromItem(source, item));
			listed = true;
		} else if (node.kind === 'paragraph' && isCriteriaParagraph(node.rows, listed)) {
			append(criteria, criteriaFromParagraph(source, node.rows));
		} else if (isCaptionNode(source, node) && next?.kind === 'list') captions.push(node.rows);
		else return { criteria, captions, stop: node.rows.first };
	}
	return { criteria, captions, stop: null };

	function isCriteriaParagraph(rows: Rows, afterList: boolean): boolean {
		if (!afterList) return tellsCriteria(source, rows);
		return /<!-- ac_[0-9a-z]{10} -->[ \t]*$/.test(source.lines[rows.first]?.text.slice(-40) ?? '');
	}
}

function isCaptionNode(source: Source, node: Node): boolean {
	return node.kind === 'paragraph' && isCaption(linesIn(source, node.rows));
}
