/** What can be done about one artefact as it stands. */

import type { ArtefactFacts } from '#machines/work/artefact-facts.ts';
import { blocked } from '#machines/work/blocked.ts';
import { builtWork } from '#machines/work/built-work.ts';
import { RANK, type SessionStart, type WorkItem } from '#machines/work/work-item.ts';
import { idOf, titleOf } from '#shared/artefact/any-artefact.ts';

export type Item = Pick<WorkItem, 'who' | 'step' | 'why' | 'rank'> &
	Partial<Pick<WorkItem, 'id' | 'title' | 'start' | 'asked'>>;

export function artefactWork(facts: ArtefactFacts): readonly WorkItem[] {
	const id = idOf(facts.artefact);
	const title = titleOf(facts.artefact);
	// Whoever takes the Session's step does it: two ways to the same work get in each other's way.
	const items = itemsOf(facts).filter(({ who }) => who !== 'agent' || facts.session === null);
	return items.map((item) => {
		const whole = { id, title, session: null, start: null, asked: null, ...item };
		return { key: `${whole.step} ${whole.id}`, ...whole };
	});
}

function itemsOf(facts: ArtefactFacts): readonly Item[] {
	const { view } = facts;
	if (view.phase === 'archived') return [];
	if (view.phase === 'review') {
		const why = 'It waits for a person to review it.';
		return [{ who: 'person', step: 'review', why, rank: RANK.review }];
	}
	if (view.lastReason !== null) return [sentBack(facts, view.lastReason)];
	if (view.phase === 'contested') {
		const why = 'Reviewers disagree; people settle it.';
		return [{ who: 'person', step: 'settle', why, rank: RANK.settle }];
	}
	if (view.standing === 'suspect') return suspect(facts);
	return view.phase === 'draft' ? [draft(facts)] : builtWork(facts);
}

function sentBack(
	facts: ArtefactFacts,
	{ by, ref }: NonNullable<ArtefactFacts['view']['lastReason']>,
): Item {
	const why = 'Changes were asked for.';
	return {
		...{ who: 'agent', step: writeTool(facts), why, rank: RANK.sentBack, asked: { by, ref } },
		start: startOn(facts),
	};
}

/** A Session of its own kind, that a text is written and checked in; none would start on what is open. */
function startOn({ artefact, open }: ArtefactFacts): SessionStart | null {
	if (open.length > 0) return null;
	if (artefact.kind === 'story') return { kind: 'story-review', artefact: artefact.story.id };
	if (artefact.kind === 'design') return { kind: 'component-design', artefact: artefact.design.id };
	return null;
}

function suspect({ view }: ArtefactFacts): readonly Item[] {
	const above = view.suspectBecause.find(({ how }) => how === 'approved')?.artefact;
	return [
		{
			...{ who: 'agent', step: 'read_artefact', rank: RANK.suspect },
			why: 'What it was derived from has changed: see whether it still holds, and tell the person, who may reaffirm it.',
			start: above === undefined ? null : { kind: 'change', artefact: above },
		},
		{
			...{ who: 'person', step: 'reaffirm', rank: RANK.reaffirm },
			why: 'What it was derived from has changed. Reaffirm it where it still holds.',
		},
	];
}

function draft(facts: ArtefactFacts): Item {
	const { count, first } = facts.errors;
	if (count > 0) {
		const errors = count === 1 ? 'An error finding' : `${count} error findings, the first`;
		const why = `${errors}: ${first}`;
		return { who: 'agent', step: writeTool(facts), why, rank: RANK.broken };
	}
	if (facts.gated && facts.open.length > 0) return blocked(facts.open);
	const why = facts.founded
		? 'It is a draft without error findings, and what it rests on is approved.'
		: 'It is a draft without error findings. Submit it when it is complete.';
	const start = facts.artefact.kind === 'story' ? startOn(facts) : null;
	return { who: 'agent', step: 'submit_for_review', why, rank: RANK.submit, start };
}

function writeTool({ artefact }: ArtefactFacts) {
	return `write_${artefact.kind}` as const;
}
