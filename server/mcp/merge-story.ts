import { mergeOrder } from '#server/mcp/merge-order.ts';
import type { Story } from '#shared/artefact/story.ts';
import { mergeText3 } from '#shared/doc/merge-text.ts';

export interface MergedArtefact<T> {
	readonly artefact: T;
	/** The fields where both changed the same words, for people to read. */
	readonly conflicts: readonly string[];
}

/** Brings the change from `base` to `mine` into `theirs`, which may have moved on since. */
export function mergeStory(base: Story, mine: Story, theirs: Story): MergedArtefact<Story> {
	const conflicts: string[] = [];
	const prose = (field: string, a: string, b: string, c: string) => {
		const { text, conflict } = mergeText3(a, b, c);
		if (conflict) conflicts.push(field);
		return text;
	};
	const order = mergeOrder(idsOf(base), idsOf(mine), idsOf(theirs));
	const criteria = order.map((id) => {
		const [before, ours, now] = [base, mine, theirs].map((story) => textOf(story, id));
		const text = prose(`criterion ${id}`, before ?? '', ours ?? '', now ?? '');
		return { id, text: ours === undefined ? (now ?? '') : now === undefined ? ours : text };
	});
	for (const { id, text } of mine.criteria) {
		const before = textOf(base, id);
		// I rewrote what they took away: neither silently.
		if (before !== undefined && text !== before && textOf(theirs, id) === undefined) {
			conflicts.push(`criterion ${id}, which was deleted`);
		}
	}
	const artefact: Story = {
		id: theirs.id,
		title: prose('title', base.title, mine.title, theirs.title),
		narrative: prose('narrative', base.narrative, mine.narrative, theirs.narrative),
		criteria,
		notes: prose('notes', base.notes, mine.notes, theirs.notes),
	};
	return { artefact, conflicts };
}

function idsOf({ criteria }: Story) {
	return criteria.map(({ id }) => id);
}

function textOf({ criteria }: Story, id: string): string | undefined {
	return criteria.find((criterion) => criterion.id === id)?.text;
}
