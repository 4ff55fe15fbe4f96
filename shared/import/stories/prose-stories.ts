/** Stories told in paragraphs, under a role, a bold title or nothing at all. */

import { withoutBlanks } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import type { Found } from '#shared/import/pieces.ts';
import { draftFrom } from '#shared/import/stories/draft.ts';
import { numbered } from '#shared/import/stories/numbered.ts';
import { roleSentence } from '#shared/import/stories/role-heading.ts';
import type { Surroundings } from '#shared/import/stories/surroundings.ts';
import {
	isCaption,
	isGoalSentence,
	isRoleSentence,
	isStoryTitle,
} from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { linesIn, type Rows, type Source } from '#shared/markdown/source.ts';
import { isLabelHeading } from '#shared/markdown/story-sections.ts';
import { openingWords, tellsStory } from '#shared/markdown/story-sentence.ts';

export interface ProseStories {
	readonly found: readonly Found[];
	/** How many nodes they take up. */
	readonly count: number;
}

/** The stories that begin with `nodes[at]`, or null when none does. */
export function proseStories(
	source: Source,
	nodes: readonly Node[],
	at: number,
	around: Surroundings,
): ProseStories | null {
	const node = nodes[at];
	if (node === undefined) return null;
	const titled = isTitle(source, node) && beginsStory(source, nodes[at + 1], around);
	const starts = titled ? [] : startsIn(source, node, around);
	if (!titled && starts.length === 0) return null;
	let end = at + (titled ? 2 : 1);
	while (end < nodes.length && goesOn(source, nodes, end, around)) end++;
	const last = nodes[end - 1]?.rows.end ?? node.rows.end;
	if (titled) {
		const own = { title: titleIn(source, node.rows.first), first: node.rows.first };
		return { found: [toldBy(own, node.rows.end, last)], count: end - at };
	}
	const found = starts.map((start, n) =>
		toldBy(start, start.title === '' ? start.first : start.first + 1, starts[n + 1]?.first ?? last),
	);
	return { found, count: end - at };

	function toldBy(start: Start, top: number, until: number): Found {
		return storyFound(source, start, { first: top, end: until }, nodes.slice(at, end), around);
	}
}

interface Start {
	readonly first: number;
	/** The words of a title line, or empty. */
	readonly title: string;
}

function storyFound(
	source: Source,
	start: Start,
	rows: Rows,
	nodes: readonly Node[],
	around: Surroundings,
): Found {
	const below = nodes.flatMap((node) => nodeBelow(node, rows));
	const { number: titled, words } = numbered(start.title);
	const draft = draftFrom(source, rows, below, {
		id: null,
		title: words,
		data: [],
	});
	const sentence = numbered(draft.narrative);
	const number = titled ?? sentence.number;
	const data = [
		...(number === null ? [] : [{ name: 'number' as const, value: number }]),
		...around.data,
	];
	const story = draftFrom(source, rows, below, { id: null, title: words, data });
	return {
		rows: { first: start.first, end: rows.end },
		becomes: around.aside ? 'text' : 'story',
		story: { ...story, narrative: roleSentence(around.role, numbered(story.narrative).words) },
		number,
		why: around.aside
			? 'A paragraph that reads as a story, in a section that is about something else.'
			: start.title === ''
				? 'A paragraph that says who wants what.'
				: 'A title in bold above a sentence that says who wants what.',
	};
}

/** A paragraph of which only these rows count is cut to them. */
function nodeBelow(node: Node, rows: Rows): Node[] {
	const first = Math.max(node.rows.first, rows.first);
	const end = Math.min(node.rows.end, rows.end);
	if (first >= end) return [];
	if (node.kind !== 'paragraph') return [node];
	return [{ kind: 'paragraph', rows: { first, end } }];
}

/** The lines of a paragraph that each begin a story. */
function startsIn(source: Source, node: Node, around: Surroundings): Start[] {
	if (!tells(source, node, around) && !isTitledParagraph(source, node, around)) return [];
	const starts: Start[] = [];
	if (node.kind !== 'paragraph') return [{ first: node.rows.first, title: '' }];
	for (let row = node.rows.first; row < node.rows.end; row++) {
		const line = source.lines[row]?.text ?? '';
		const next = source.lines[row + 1]?.text ?? '';
		const above = starts.at(-1);
		const begun = above?.title !== '' && above?.first === row - 1;
		if (!begun && row + 1 < node.rows.end && isTitleLine(line) && says(next, around)) {
			starts.push({ first: row, title: titleIn(source, row) });
		} else if (
			!begun &&
			(row === node.rows.first || isRoleSentence(numbered(line).words) || saysGoal(line, around))
		) {
			starts.push({ first: row, title: '' });
		}
	}
	return oneSentence(source, starts) ? starts.slice(0, 1) : starts;
}

/** `As a reader` / `I want to` / `so that` on lines of their own are one sentence. */
function oneSentence(source: Source, starts: readonly Start[]): boolean {
	const [first, second] = starts;
	if (first === undefined || second === undefined) return false;
	const line = source.lines[second.first]?.text ?? '';
	return isRoleSentence(source.lines[first.first]?.text ?? '') && isGoalSentence(line);
}

function isTitledParagraph(source: Source, node: Node, around: Surroundings): boolean {
	if (node.kind !== 'paragraph' || node.rows.end - node.rows.first < 2) return false;
	const [line = '', next = ''] = linesIn(source, node.rows);
	return isTitleLine(line) && says(next, around);
}

function beginsStory(source: Source, node: Node | undefined, around: Surroundings): boolean {
	return node !== undefined && tells(source, node, around);
}

function tells(source: Source, node: Node, around: Surroundings): boolean {
	if (tellsStory(source, node)) return true;
	return node.kind === 'paragraph' && says(openingWords(source, node.rows), around);
}

function says(text: string, around: Surroundings): boolean {
	const { words } = numbered(withoutBlanks(text));
	return isRoleSentence(words) || saysGoal(words, around);
}

function saysGoal(text: string, around: Surroundings): boolean {
	return around.role !== null && isGoalSentence(text);
}

/** What follows belongs to the story, up to a heading, a break or the next story. */
function goesOn(source: Source, nodes: readonly Node[], at: number, around: Surroundings): boolean {
	const node = nodes[at];
	if (node === undefined || node.kind === 'rule') return false;
	if (node.kind === 'heading') return isLabelHeading(source, node);
	if (tells(source, node, around) || isTitledParagraph(source, node, around)) return false;
	if (isTitle(source, node) && beginsStory(source, nodes[at + 1], around)) return false;
	if (node.kind !== 'list') return true;
	return !node.items.some(({ head }) => head !== null && says(itemWords(source, head), around));
}

function itemWords(source: Source, head: Rows): string {
	return openingWords(source, head).replace(/^(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/, '');
}

function isTitle(source: Source, node: Node): boolean {
	return node.kind === 'paragraph' && isTitleLine(linesIn(source, node.rows).join('\n'));
}

function isTitleLine(line: string): boolean {
	const words = withoutBlanks(line);
	const bold = /^(\*\*|__)[^*_]+\1:?$/.test(words.slice(0, 200));
	return isCaption([words]) && (bold || isStoryTitle(words)) && !isRoleSentence(words);
}

function titleIn(source: Source, row: number): string {
	const words = withoutBlanks(source.lines[row]?.text ?? '');
	return withoutEnd(words.replace(/^[*_]+/, ''), /[*_:：]/);
}
