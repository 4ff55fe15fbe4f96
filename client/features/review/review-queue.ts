import { decidedViewsOf } from '#client/features/frame/views-of.ts';
import { waitsFor } from '#client/features/standing/gate-words.ts';
import type { Me } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView, SeenSubmission } from '#machines/lifecycle/observe.ts';
import type { ArtefactId, ArtefactKind } from '#shared/id.ts';

/** `mine`: waits for this person. `answered`: they gave their verdict. `others`: not theirs to decide now. */
export type ReviewPlace = 'mine' | 'answered' | 'others';

/** One submission that waits, or that this person sent back. */
export interface ReviewEntry {
	readonly id: ArtefactId;
	readonly kind: ArtefactKind;
	readonly title: string;
	readonly place: ReviewPlace;
	/** Why it stands where it stands, in a sentence. */
	readonly why: string;
	readonly submission: SeenSubmission;
	readonly view: ArtefactView;
	/** Of its Context, or of one that a Story belongs to; null for none. */
	readonly context: string | null;
	/** How many artefacts rest on it, and wait with it. */
	readonly below: number;
}

/** Everything in review, the most pressing first: contested, then what most rests on, then the oldest. */
export function reviewQueue(workspace: Workspace): readonly ReviewEntry[] {
	const { me } = workspace;
	if (me === null || !workspace.whole) return [];
	const contextOf = contextsBy(workspace);
	const entries = standings(workspace, me).map(({ view, submission, place, why }) => ({
		...{ id: view.id, kind: view.kind, title: workspace.titleOf(view.id), view, submission },
		...{ place, why, context: contextOf(view.id) },
		below: place === 'mine' ? workspace.downstreamOf(view.id).length : 0,
	}));
	return entries.sort(byPressure);
}

/** How many submissions wait for this person. */
export function reviewsWaiting(workspace: Workspace): number {
	const { me } = workspace;
	if (me === null || !workspace.whole) return 0;
	return standings(workspace, me).filter(({ place }) => place === 'mine').length;
}

interface Stand {
	readonly view: ArtefactView;
	readonly submission: SeenSubmission;
	readonly place: ReviewPlace;
	readonly why: string;
}

function standings(workspace: Workspace, me: Me): Stand[] {
	const { stories, contexts, designs } = workspace;
	return [stories, contexts, designs].flatMap((kind) => {
		const ids: ArtefactId[] = kind.map(({ id }) => id);
		return decidedViewsOf(workspace, ids).flatMap((view) => {
			const found = standOf(workspace, view, me);
			const submission = view.submission ?? view.returned;
			return found === null || submission === null ? [] : [{ view, submission, ...found }];
		});
	});
}

/** Whether a submission waits for this person, and why; null where nothing of it waits. */
export function standOf(
	workspace: Workspace,
	view: ArtefactView,
	me: Me,
): { readonly place: ReviewPlace; readonly why: string } | null {
	const { phase, submission, approvedBy, lastReason, returned } = view;
	if (phase === 'draft' && lastReason?.by === me.member && returned?.textMatches === true)
		return {
			place: 'answered',
			why: 'You asked for changes. It comes back when it is submitted again.',
		};
	if ((phase !== 'review' && phase !== 'contested') || submission === null) return null;
	const by = workspace.nameOf(submission.by);
	const may = view.mayApprove.find(({ member }) => member === me.member);
	if (may === undefined)
		return { place: 'others', why: `Submitted by ${by}. It waits for a reviewer.` };
	if (!submission.textMatches)
		return { place: 'others', why: `Somebody changes its text. ${by} submits it again first.` };
	if (phase === 'contested')
		return { place: 'mine', why: 'One person approved it and another asked for changes.' };
	if (approvedBy.includes(me.member))
		return { place: 'answered', why: `You approved it. ${waitsFor(workspace, view)}` };
	if (may.refusal !== null)
		return { place: 'others', why: `${may.refusal.reason} ${waitsFor(workspace, view)}` };
	const told = approvedBy.length > 0 ? ` ${waitsFor(workspace, view)}` : '';
	return { place: 'mine', why: `${by} asks for a review.${told}` };
}

function contextsBy({ contexts }: Workspace): (id: ArtefactId) => string | null {
	const names = new Map<string, string>();
	for (const { id, name, stories, components } of contexts) {
		for (const inside of [id, ...stories, ...components.map((one) => one.id)])
			if (!names.has(inside)) names.set(inside, name || 'Untitled');
	}
	return (id) => names.get(id) ?? null;
}

function byPressure(one: ReviewEntry, other: ReviewEntry): number {
	const contested = ({ view }: ReviewEntry) => (view.phase === 'contested' ? 0 : 1);
	return (
		contested(one) - contested(other) ||
		other.below - one.below ||
		Date.parse(one.submission.at) - Date.parse(other.submission.at)
	);
}
