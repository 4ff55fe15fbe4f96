/** One row of a table or of a spreadsheet as a Story. */

import { withoutBlanks } from '#shared/blanks.ts';
import { withoutEnd } from '#shared/ends.ts';
import type { Columns } from '#shared/import/columns.ts';
import { criteriaAmong } from '#shared/import/criteria.ts';
import { type Metadatum, metadataName } from '#shared/import/metadata.ts';
import { plainText } from '#shared/import/plain-text.ts';
import type { CriterionDraft, StoryDraft } from '#shared/import/reading.ts';
import { sentenceOf } from '#shared/import/sentence.ts';
import { draftFrom } from '#shared/import/stories/draft.ts';
import { numbered } from '#shared/import/stories/numbered.ts';
import { outlineOf } from '#shared/markdown/outline.ts';
import { sourceOf } from '#shared/markdown/source.ts';
import { tidyCriterion } from '#shared/markdown/tidy.ts';

export interface RowStory {
	readonly story: StoryDraft;
	readonly number: string | null;
	/** What the row says it is: `Story`, `Bug`; empty when no column says. */
	readonly type: string;
}

/** The types of entry that trackers have for what is a story here. */
export const STORY_TYPE =
	/story|requirement|feature|backlog item|pbi|geschichte|anforderung|histoire|historia|história|storia|故事|ストーリー/iu;

/** Null when the row says nothing that could be a story. `row` is where it begins in the file. */
export function rowStory(
	{ columns, language }: Columns,
	cells: readonly string[],
	row: number,
	around: readonly Metadatum[] = [],
): RowStory | null {
	const values = cells.map((cell, at) => ({
		kind: columns[at]?.kind ?? ('other' as const),
		name: columns[at]?.name ?? '',
		text: withoutBlanks(plainText(cell)).replace(/^[–—-]$/, ''),
	}));
	const filled = values.filter(({ text }) => text !== '');
	const first = (kind: string) => filled.find((one) => one.kind === kind)?.text ?? '';
	const [role, goal, why] = [first('role'), first('goal'), first('why')];
	const given = numbered(first('title'));
	const sentence = goal === '' ? '' : sentenceOf({ role, goal, why }, language);
	const prose = filled.filter(({ kind }) => kind === 'story').map(({ text }) => text);
	const told = numbered(prose[0] ?? '');
	if (sentence === '' && prose.length === 0 && given.words === '') return null;
	const dataOf = ({ kind, name }: (typeof filled)[number]) =>
		kind === 'data' ? metadataName(name) : null;
	const counted = filled.find((one) => dataOf(one) === 'number');
	/** What a second such column holds is no number of the story's. */
	const isMore = (one: (typeof filled)[number]) => dataOf(one) === 'number' && one !== counted;
	const data = filled.flatMap((one): Metadatum[] => {
		const { text } = one;
		const found = dataOf(one);
		return found === null || isMore(one)
			? []
			: [
					{
						name: found,
						value: found === 'number' ? withoutEnd(text.replace(/[*`]/g, ''), /[.:)]/) : text,
					},
				];
	});
	const number =
		data.find(({ name }) => name === 'number')?.value ?? given.number ?? told.number ?? null;
	const named = number === null ? [] : [{ name: 'number' as const, value: number }];
	const body = sourceOf([told.words, ...prose.slice(1)].join('\n\n'));
	const draft = draftFrom(
		body,
		{ first: 0, end: body.lines.length },
		outlineOf(body, 0, 'tables'),
		{
			id: null,
			title: given.words,
			sentence: prose.some((text) => text === sentence) ? '' : sentence,
			data: [...data.filter(({ name }) => name !== 'number'), ...named, ...around],
		},
	);
	const lost = filled
		.filter(
			(one) =>
				one.kind === 'other' || isMore(one) || (one.kind === 'type' && !STORY_TYPE.test(one.text)),
		)
		.map(({ name, text }) => `**${name === '' ? '?' : name}**: ${text}`);
	const own = filled.filter(({ kind }) => kind === 'criteria').map(({ text }) => text);
	const unsaid = goal === '' ? [role, why].filter((text) => text !== '') : [];
	return {
		number,
		type: first('type'),
		story: {
			...draft,
			criteria: [...draft.criteria, ...own.flatMap(criteriaInCell)].map((one) => ({
				...one,
				line: row,
			})),
			notes: [draft.notes, ...unsaid, ...lost].filter((part) => part !== '').join('\n\n'),
		},
	};
}

/** A cell of criteria: a list or scenarios as Markdown has them, else a criterion a line. */
function criteriaInCell(text: string): CriterionDraft[] {
	const source = sourceOf(text);
	const nodes = outlineOf(source, 0, 'tables');
	const { criteria, used } = criteriaAmong(source, nodes);
	if (used.length === nodes.length && nodes.length > 0) return [...criteria];
	return text
		.split('\n')
		.map((line) =>
			withoutBlanks(
				line.replace(/^[ \t]*(?:[•‣◦▪●–—*+-]|\(?\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/, ''),
			),
		)
		.filter((line) => line !== '')
		.map((line) => ({ id: null, text: tidyCriterion(line), line: 0 }));
}
