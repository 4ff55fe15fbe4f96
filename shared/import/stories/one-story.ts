/** A file that is one Story: its title, and sections for the sentence, the criteria and the rest. */
import { append } from '#shared/append.ts';
import { criteriaAmong } from '#shared/import/criteria.ts';
import { type Metadatum, metadataIn, printMetadata } from '#shared/import/metadata.ts';
import type { Found } from '#shared/import/pieces.ts';
import { numbered } from '#shared/import/stories/numbered.ts';
import { isGeneric } from '#shared/import/stories/surroundings.ts';
import { textPieces } from '#shared/import/stories/text-pieces.ts';
import { type HeadingNode, headingId, headingText } from '#shared/markdown/heading.ts';
import { isCriteriaLabel, isStoryTitle, isWholeStory } from '#shared/markdown/labels.ts';
import type { Node } from '#shared/markdown/outline.ts';
import { readProse } from '#shared/markdown/prose.ts';
import type { Rows, Source } from '#shared/markdown/source.ts';
import { tellsStory } from '#shared/markdown/story-sentence.ts';

interface Part {
	readonly words: string;
	/** The row of its heading. */
	readonly top: number;
	/** What stands below that. */
	readonly rows: Rows;
	/** What stands below its heading, headings below that included. */
	readonly nodes: readonly Node[];
}

/** A heading that says only that metadata follow. */
const METADATA =
	/^(?:\d{1,3}[.)]?[ \t]*)?(?:meta(?:[ -]?dat(?:a|en))?|details?|properties|eigenschaften|status)[ \t]*:?$/iu;

/** Null unless one heading stands above all, and below it one sentence and one list of criteria. */
export function oneStory(source: Source, nodes: readonly Node[]): Found[] | null {
	const first = nodes.findIndex(({ kind }) => kind === 'heading');
	const head = nodes[first];
	if (head?.kind !== 'heading' || headingId(source, head, 'st') !== null) return null;
	const parts = partsBelow(source, head, nodes.slice(first + 1));
	if (parts === null) return null;
	const [labelled, ...more] = parts.filter(({ words }) => isCriteriaLabel(words));
	const [told, ...others] = parts.filter((part) =>
		part.nodes.some((node) => tellsStory(source, node)),
	);
	if (labelled === undefined || told === undefined || more.length + others.length > 0) return null;
	if (told === labelled || !isGeneric(told.words)) return null;
	const { criteria, used } = criteriaAmong(source, labelled.nodes);
	if (used.length < labelled.nodes.filter(({ kind }) => kind !== 'rule').length) return null;
	const above = { first: 0, end: head.rows.first };
	const found = storyFound(source, head, parts, told, labelled, criteria);
	return [...textPieces(source, above, nodes.slice(0, first)), found];
}

/** The sections right below the head; null where another heading is as high or tells a story. */
function partsBelow(source: Source, head: HeadingNode, below: readonly Node[]): Part[] | null {
	const heads = below.flatMap((node, at) => (node.kind === 'heading' ? [{ node, at }] : []));
	const level = heads.reduce(
		(least, { node }) => Math.min(least, node.level),
		Number.POSITIVE_INFINITY,
	);
	if (level <= head.level) return null;
	const words = heads.map(({ node }) => headingText(source, node, 'st'));
	if (words.some((text) => isStoryTitle(text) || isWholeStory(text))) return null;
	const tops = heads.filter(({ node }) => node.level === level);
	return tops.map(({ node, at }, n) => {
		const next = tops[n + 1];
		const end = next?.node.rows.first ?? source.lines.length;
		return {
			words: headingText(source, node, 'st'),
			top: node.rows.first,
			rows: { first: node.rows.end, end },
			nodes: below.slice(at + 1, next?.at),
		};
	});
}

function storyFound(
	source: Source,
	head: HeadingNode,
	parts: readonly Part[],
	told: Part,
	labelled: Part,
	criteria: ReturnType<typeof criteriaAmong>['criteria'],
): Found {
	const { number, words } = numbered(headingText(source, head, 'st'));
	const top = parts[0]?.top ?? source.lines.length;
	const opening = proseIn(source, { first: head.rows.end, end: top });
	const rest = parts
		.filter((part) => part !== told && part !== labelled)
		.map((part) => ({ words: part.words, ...proseIn(source, part.rows) }));
	const data: Metadatum[] = [
		...opening.data,
		...rest.flatMap((part) => part.data),
		...(number === null ? [] : [{ name: 'number' as const, value: number }]),
	];
	const notes = rest
		.filter(({ prose, data, words }) => prose !== '' || data.length === 0 || !METADATA.test(words))
		.map((part) => `**${part.words}**\n\n${part.prose}`.trim());
	const sentence = proseIn(source, told.rows);
	return {
		rows: { first: head.rows.first, end: source.lines.length },
		becomes: 'story',
		number,
		why: 'A file with one title, one sentence that says who wants what, and its criteria.',
		story: {
			id: null,
			title: words,
			narrative: [opening.prose, sentence.prose].filter((part) => part !== '').join('\n\n'),
			criteria,
			notes: [...notes, printMetadata([...data, ...sentence.data])]
				.filter((part) => part !== '')
				.join('\n\n'),
		},
	};
}

/** Prose without breaks, and the lines of metadata in it. */
function proseIn(source: Source, rows: Rows): { prose: string; data: Metadatum[] } {
	const data: Metadatum[] = [];
	const lines = readProse(source, rows)
		.split('\n')
		.filter((line) => {
			const found = metadataIn(line);
			append(data, found);
			return found.length === 0 && !/^-{3,}$/.test(line.slice(0, 100));
		});
	return { prose: lines.join('\n').trim(), data };
}
