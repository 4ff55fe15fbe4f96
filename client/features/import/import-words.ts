/** What an import says about itself. */

import { counted, figure } from '#shared/counted.ts';
import type { ImportPlan, PlannedPiece } from '#shared/import/plan.ts';
import type { FieldChange } from '#shared/import/plan-story.ts';

const STORY_WORDS = {
	add: 'New story',
	update: 'Updates a story',
	same: 'Here already',
	conflict: 'Differs from here',
	deleted: 'Taken out here',
	'left-out': 'Left out',
	joined: 'Part of the one above',
} as const;

const TEXT_WORDS = {
	...STORY_WORDS,
	add: 'Stays text',
	update: 'Updates a text',
	same: 'Text, here already',
} as const;

export function outcomeWords({ as, outcome }: PlannedPiece): string {
	return (as === 'text' ? TEXT_WORDS : STORY_WORDS)[outcome];
}

const MATCHED_WORDS = {
	id: 'Known by its id.',
	source: 'Known from the last import.',
	title: 'Known by its title.',
	words: 'Known by its words.',
} as const;

/** Why it is what it is, in a sentence or two. */
export function reasonWords(piece: PlannedPiece): string {
	const { outcome, matchedBy, changes, needsLook } = piece;
	const known = matchedBy === null ? '' : MATCHED_WORDS[matchedBy];
	if (outcome === 'deleted') {
		return needsLook
			? 'It was imported before and taken out here. The file has changed it since.'
			: 'It was imported before and taken out here, so it stays out.';
	}
	if (outcome === 'conflict') {
		const both = changes.some(({ verdict }) => verdict === 'conflict');
		const why = both
			? 'Both changed since the last import. Choose what stays.'
			: 'The words differ, and nobody knows which came first. Those here stay unless you choose.';
		return `${known} ${why}`.trim();
	}
	if (outcome === 'update' && changes.length === 0) return `${known} The criteria changed places.`;
	return known === '' ? piece.piece.why : known;
}

const FIELD_WORDS = {
	title: 'Title',
	narrative: 'Narrative',
	notes: 'Notes',
	criterion: 'Criterion',
	text: 'Text',
} as const;

export function fieldWords({ field, ours, theirs }: FieldChange): string {
	if (field !== 'criterion' || (ours !== null && theirs !== null)) return FIELD_WORDS[field];
	return ours === null ? 'New criterion' : 'Not in the file any more';
}

export interface Counts {
	readonly added: number;
	readonly criteria: number;
	readonly updated: number;
	readonly conflicts: number;
	readonly same: number;
	readonly texts: number;
	readonly leftOut: number;
	readonly look: number;
}

export function countsOf({ pieces }: ImportPlan): Counts {
	const stories = pieces.filter(({ as }) => as === 'story');
	const of = (list: readonly PlannedPiece[], ...outcomes: readonly PlannedPiece['outcome'][]) =>
		list.filter(({ outcome }) => outcomes.includes(outcome)).length;
	const criteria = stories.flatMap(({ outcome, block }) =>
		outcome === 'add' && block?.kind === 'story' ? block.story.criteria : [],
	).length;
	return {
		added: of(stories, 'add'),
		criteria,
		updated: of(pieces, 'update'),
		conflicts: of(pieces, 'conflict'),
		same: of(stories, 'same'),
		texts: of(
			pieces.filter(({ as }) => as === 'text'),
			'add',
			'same',
		),
		leftOut: of(pieces, 'left-out', 'deleted'),
		look: pieces.filter(({ needsLook }) => needsLook).length,
	};
}

/** What would be stored, in one line. */
export function countWords(counts: Counts): string {
	const { added, criteria, updated, conflicts, same, texts, leftOut } = counts;
	const parts = [
		added > 0 &&
			`${counted(added, 'new story', 'new stories')} with ${counted(criteria, 'criterion', 'criteria')}`,
		updated > 0 && counted(updated, 'update'),
		conflicts > 0 &&
			`${figure(conflicts)} that ${conflicts === 1 ? 'differs' : 'differ'} from here`,
		same > 0 && `${figure(same)} here already`,
		texts > 0 && counted(texts, 'piece of text', 'pieces of text'),
		leftOut > 0 && `${figure(leftOut)} left out`,
	];
	return parts.filter((part) => part !== false).join(' · ');
}

/** What was stored, for the toast. */
export function doneWords({ added, updated, conflicts, texts }: Counts): string {
	const parts = [
		added > 0 && counted(added, 'new story', 'new stories'),
		updated > 0 && counted(updated, 'update'),
		conflicts > 0 && counted(conflicts, 'settled difference'),
		added + updated + conflicts === 0 &&
			texts > 0 &&
			counted(texts, 'piece of text', 'pieces of text'),
	];
	return `Imported ${parts.filter((part) => part !== false).join(', ')}.`;
}

/** Formats in the words of their makers; one that has none here goes by its own name. */
const FORMAT_WORDS: Readonly<Record<string, string>> = {
	stories: 'Stories in Markdown',
	'spec-kit': 'spec-kit',
	kiro: 'Kiro requirements',
	openspec: 'OpenSpec',
	gherkin: 'Gherkin feature',
	backlog: 'Backlog.md task',
	csv: 'CSV table',
};

export function formatWords(format: string): string {
	return FORMAT_WORDS[format] ?? format;
}
