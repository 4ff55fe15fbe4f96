/** What an import makes of a Story that is here already, field by field and criterion by criterion. */
import { append } from '#shared/append.ts';
import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Story } from '#shared/artefact/story.ts';
import { mergeOrder } from '#shared/doc/sequence.ts';
import type { AcceptanceCriterionId } from '#shared/id.ts';
import type { Settlement } from '#shared/import/plan-choices.ts';
import { type KnownCriterion, knownCriteria, matchCriteria } from '#shared/import/plan-criteria.ts';
import { settled, settlementOf, type Verdict, verdictOf } from '#shared/import/plan-field.ts';
import { type KnownPiece, type RememberedPiece, wordsHash } from '#shared/import/plan-memory.ts';
import { paragraphs } from '#shared/import/plan-pieces.ts';
import type { StoryDraft } from '#shared/import/reading.ts';

/** One field that the file says otherwise: what is here, what the file says, and what it will say. */
export interface FieldChange {
	readonly field: 'title' | 'narrative' | 'notes' | 'criterion' | 'text';
	/** Null: there is none. */
	readonly ours: string | null;
	readonly theirs: string | null;
	readonly after: string | null;
	readonly verdict: Exclude<Verdict, 'ours'>;
}

export interface StoryUpdate {
	readonly story: Story;
	readonly changes: readonly FieldChange[];
	/** Which criterion each one of the file is, to be remembered. */
	readonly criteria: RememberedPiece['criteria'];
}

export type MintCriterion = (draft: {
	readonly id: AcceptanceCriterionId | null;
	readonly text: string;
}) => AcceptanceCriterionId;

export function updateStory(
	own: Story,
	draft: StoryDraft,
	base: KnownPiece | null,
	chosen: Settlement | null,
	mint: MintCriterion,
): StoryUpdate {
	const changes: FieldChange[] = [];
	const field = (name: 'title' | 'narrative' | 'notes', at: number) => {
		const [ours, theirs] = [own[name], draft[name]];
		const isTyped = base?.typed?.includes(name) === true;
		const verdict = verdictOf(ours, theirs, base?.words[at] ?? null, isTyped);
		const how = settlementOf(verdict, chosen);
		// A title is one line: the other one stands in the notes.
		const after = name === 'title' && how === 'both' ? ours : settled(ours, theirs, how);
		if (verdict !== 'ours') changes.push({ field: name, ours, theirs, after, verdict });
		return { after, also: name === 'title' && how === 'both' ? theirs : '' };
	};
	const title = field('title', 0);
	const narrative = field('narrative', 1);
	const merged = mergeCriteria(own.criteria, draft, base, chosen, mint);
	append(changes, merged.changes);
	const notes = field('notes', 2);
	const also = title.also === '' ? '' : `In the imported file this story is called: ${title.also}`;
	return {
		story: {
			id: own.id,
			title: title.after,
			narrative: narrative.after,
			criteria: merged.story,
			notes: paragraphs(notes.after, also),
		},
		changes,
		criteria: merged.remembered,
	};
}

function mergeCriteria(
	own: readonly AcceptanceCriterion[],
	{ criteria: drafts }: StoryDraft,
	base: KnownPiece | null,
	chosen: Settlement | null,
	mint: MintCriterion,
) {
	const known = knownCriteria(own, base?.criteria ?? []);
	const typed = new Set<string>(base?.typed);
	const matches = matchCriteria(drafts, known);
	const changes: FieldChange[] = [];
	const remembered: [AcceptanceCriterionId, string][] = [];
	/** What stands here after each one of the file, and what is new below it. */
	const result = new Map<KnownCriterion, AcceptanceCriterion[]>(
		known.map((one) => [one, one.text === null ? [] : [{ id: one.id, text: one.text }]]),
	);
	const first: AcceptanceCriterion[] = [];
	let above: AcceptanceCriterion[] = first;
	for (const [at, draft] of drafts.entries()) {
		const match = matches[at] ?? null;
		const hash = wordsHash(draft.text);
		if (match === null) {
			const added = { id: mint(draft), text: draft.text };
			above.push(added);
			remembered.push([added.id, hash]);
			changes.push({ ...change(null, draft.text, draft.text), verdict: 'theirs' });
			continue;
		}
		above = result.get(match) ?? first;
		if (match.text === null) {
			// Taken out here, and the same there: it stays out.
			remembered.push([match.id, hash]);
			continue;
		}
		const verdict = verdictOf(match.text, draft.text, match.base, typed.has(match.id));
		const how = settlementOf(verdict, chosen);
		if (how === 'both') {
			const theirs = { id: mint({ id: null, text: draft.text }), text: draft.text };
			above.push(theirs);
			remembered.push([theirs.id, hash]);
		} else remembered.push([match.id, hash]);
		if (how === 'take') above[0] = { id: match.id, text: draft.text };
		if (verdict !== 'ours') {
			const after = settled(match.text, draft.text, how);
			changes.push({ ...change(match.text, draft.text, after), verdict });
		}
	}
	const found = new Set(matches);
	for (const one of known) {
		if (found.has(one) || one.base === null || one.text === null) continue;
		const isTheirs = wordsHash(one.text) === one.base && !typed.has(one.id);
		const verdict = isTheirs ? 'theirs' : 'conflict';
		const stays = settlementOf(verdict, chosen) !== 'take';
		if (!stays) result.get(one)?.shift();
		changes.push({ ...change(one.text, null, stays ? one.text : null), verdict });
	}
	const story = [...first, ...known.flatMap((one) => result.get(one) ?? [])];
	return { story: inOrder(story, base?.criteria ?? [], remembered), changes, remembered };
}

/** What moved in the file since the last import moves here. */
function inOrder(
	criteria: readonly AcceptanceCriterion[],
	base: RememberedPiece['criteria'],
	next: RememberedPiece['criteria'],
): AcceptanceCriterion[] {
	const byId = new Map<string, AcceptanceCriterion>(criteria.map((one) => [one.id, one]));
	const idsOf = (list: RememberedPiece['criteria']) => list.map(([id]) => id);
	return mergeOrder([...byId.keys()], idsOf(base), idsOf(next)).flatMap((id) => byId.get(id) ?? []);
}

function change(ours: string | null, theirs: string | null, after: string | null) {
	return { field: 'criterion', ours, theirs, after } as const;
}
