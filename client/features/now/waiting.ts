import { plainWords } from '#client/features/comment/plain-words.ts';
import { threadHref } from '#client/features/comment/thread-href.ts';
import { artefactHref, placeHref } from '#client/features/frame/places.ts';
import { decidedViewsOf } from '#client/features/frame/views-of.ts';
import { joinWords } from '#client/features/member/join-words.ts';
import { fileWaits } from '#client/features/now/file-waits.ts';
import { contestedWords } from '#client/features/review/contested-words.ts';
import { reviewHref } from '#client/features/review/review-href.ts';
import { standOf } from '#client/features/review/review-queue.ts';
import { sessionWaits } from '#client/features/session/session-waits.ts';
import { suspectGroups } from '#client/features/standing/suspect-groups.ts';
import { aloneWords, groupWords, titlesOf } from '#client/features/standing/suspect-words.ts';
import type { Me } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView } from '#machines/lifecycle/observe.ts';
import type { SessionPhase } from '#machines/session/session-state.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';

/** One thing that a person should look at: where it is, and why, in a sentence. */
export interface Waiting {
	readonly id: string;
	readonly title: string;
	readonly words: string;
	readonly href: string;
	/** How its artefact stands; null for what is no artefact. */
	readonly state: PhaseAndStanding | null;
	/** A decision of this device that doesn't count, and can be dismissed. */
	readonly refused: EventId | null;
	/** How its Session stands, where it is one. */
	readonly phase?: SessionPhase;
}

/** What waits for this member, the most pressing first. */
export function waitingFor(workspace: Workspace): Waiting[] {
	const { me } = workspace;
	if (me === null || !workspace.whole) return [];
	const owner = me.role === 'owner';
	return [
		...refused(workspace),
		...(owner ? joins(workspace) : []),
		...(owner ? agents(workspace) : []),
		...(me.role === 'viewer' ? [] : sessionWaits(workspace)),
		...(me.role === 'viewer' ? [] : fileWaits(workspace)),
		...artefacts(workspace, me),
		...mentions(workspace),
	];
}

function refused(workspace: Workspace): Waiting[] {
	return workspace.refusals.map(({ event, artefact, refusal, words }) => ({
		id: event,
		title: words,
		words: `${refusal.reason} ${refusal.fix}`,
		href: artefact === null ? '' : artefactHref(workspace.slug, artefact),
		state: artefact === null ? null : workspace.view(artefact),
		refused: event,
	}));
}

function joins(workspace: Workspace): Waiting[] {
	return workspace.team.joins.map((join) => ({
		id: `join-${join.code}`,
		title: joinWords(join),
		words: join.isPasskey
			? 'Type the code that their screen shows, and choose whose it is.'
			: 'Type the code that their screen shows to let them in.',
		href: placeHref(workspace.slug, 'members'),
		state: null,
		refused: null,
	}));
}

function agents(workspace: Workspace): Waiting[] {
	return workspace.team.pendingAgents.map(({ id, name }) => ({
		id,
		title: `${name} asks to work here`,
		words: 'It may read and edit drafts. Admit it, and what it submits counts.',
		href: placeHref(workspace.slug, 'members'),
		state: null,
		refused: null,
	}));
}

function mentions(workspace: Workspace): Waiting[] {
	return workspace.comments.mentions.map(({ artefact, thread, comment }) => ({
		id: comment.id,
		title: workspace.titleOf(artefact),
		words: `${comment.name} mentions you: “${plainWords(workspace, comment.text)}”`,
		href: threadHref(workspace.slug, artefact, thread.id),
		state: workspace.view(artefact),
		refused: null,
	}));
}

function artefacts(workspace: Workspace, me: Me): Waiting[] {
	const { stories, contexts, designs } = workspace;
	const views = [stories, contexts, designs].flatMap((kind) => {
		const ids: ArtefactId[] = kind.map(({ id }) => id);
		return decidedViewsOf(workspace, ids);
	});
	const others = views.flatMap((view) => waitingArtefact(workspace, me, view) ?? []);
	return [...others, ...changes(workspace, me, views)];
}

/** What one change made suspect waits as one thing, however much it is. */
function changes(workspace: Workspace, { role }: Me, views: readonly ArtefactView[]): Waiting[] {
	if (role !== 'owner' && role !== 'reviewer') return [];
	const standing = `/w/${workspace.slug}/standing`;
	return suspectGroups(views).map(({ key, reason, suspects }) => {
		const [first] = suspects;
		const alone = suspects.length === 1 && first !== undefined ? first.view : null;
		const ids = suspects.map(({ view }) => view.id);
		return {
			id: key,
			title: alone ? workspace.titleOf(alone.id) : groupWords(workspace, reason, ids),
			words: alone
				? `${aloneWords(workspace, reason)}. Reaffirm it, or revise it.`
				: `${titlesOf(workspace, ids)}. See what changed, then reaffirm or revise them.`,
			href: alone ? artefactHref(workspace.slug, alone.id) : `${standing}#${key}`,
			state: first?.view ?? null,
			refused: null,
		};
	});
}

function waitingArtefact(workspace: Workspace, me: Me, view: ArtefactView): Waiting | null {
	const words = whyItWaits(workspace, me, view);
	if (words === null) return null;
	return {
		id: view.id,
		title: workspace.titleOf(view.id),
		words,
		href: isReview(view)
			? reviewHref(workspace.slug, view.id)
			: artefactHref(workspace.slug, view.id),
		state: view,
		refused: null,
	};
}

function isReview({ phase }: ArtefactView): boolean {
	return phase === 'review' || phase === 'contested';
}

function whyItWaits(workspace: Workspace, me: Me, view: ArtefactView): string | null {
	const mayWrite = me.role !== 'viewer';
	if (isReview(view)) {
		const stand = standOf(workspace, view, me);
		if (stand?.place !== 'mine') return null;
		return view.phase === 'contested' ? contestedWords(workspace, view) : stand.why;
	}
	if (view.phase === 'draft' && view.lastReason !== null && mayWrite) {
		return `${workspace.nameOf(view.lastReason.by)} asked for changes.`;
	}
	return null;
}
