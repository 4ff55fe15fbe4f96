import { artefactHref } from '#client/features/frame/places.ts';
import type { Notice } from '#client/features/notice/notice.ts';
import { eventHref } from '#client/features/timeline/timeline-href.ts';
import type { TimelineRow } from '#client/state/history/timeline.svelte.ts';
import type { Me } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** How far back somebody is told of decisions. */
const LOOKED_AT = 500;

/** What was decided for this person: reviews they are asked for, and verdicts on what is theirs. */
export function logNotices(workspace: Workspace, me: Me): Notice[] {
	const { rows } = workspace.timeline;
	return rows.slice(-LOOKED_AT).flatMap((row) => {
		if (row.actor.id === me.member) return [];
		const { type } = row.verified.event;
		if (type === 'submitted') return review(workspace, me, row) ?? [];
		if (type === 'approved' || type === 'changesRequested') {
			return verdict(workspace, me, row) ?? [];
		}
		return [];
	});
}

function review(workspace: Workspace, me: Me, row: TimelineRow): Notice | null {
	const { verified, artefact } = row;
	if ((me.role !== 'owner' && me.role !== 'reviewer') || artefact === null) return null;
	if (!workspace.timeline.isCounted(row)) return null;
	const view = workspace.view(artefact);
	const waits =
		view.submission?.event === verified.id &&
		(view.phase === 'review' || view.phase === 'contested') &&
		!view.approvals.some(({ member }) => member === me.member);
	const title = workspace.titleOf(artefact);
	return {
		...{ id: verified.id, at: verified.event.at, kind: 'review', comment: false },
		words: `${workspace.nameOf(row.actor.id)} asks for a review of “${title}”.`,
		plain: 'A review is asked of you.',
		href: artefactHref(workspace.slug, artefact),
		done: !waits || workspace.notices.isRead({ id: verified.id, at: verified.event.at }),
	};
}

function verdict(workspace: Workspace, me: Me, row: TimelineRow): Notice | null {
	const { verified, artefact, actor } = row;
	const { event, id } = verified;
	const answered = 'answers' in event ? workspace.timeline.row(event.answers) : null;
	if (answered === null || artefact === null || !isMine(workspace, me, answered)) return null;
	if (!workspace.timeline.isCounted(row)) return null;
	const approved = event.type === 'approved';
	const what = `“${workspace.titleOf(artefact)}”`;
	return {
		...{ id, at: event.at, kind: 'verdict', comment: false },
		words: approved
			? `${workspace.nameOf(actor.id)} approved ${what}.`
			: `${workspace.nameOf(actor.id)} asked for changes to ${what}.`,
		plain: approved ? 'What you submitted was approved.' : 'Changes are asked of you.',
		href: approved ? eventHref(workspace.slug, id) : artefactHref(workspace.slug, artefact),
		done: workspace.notices.isRead({ id, at: event.at }),
	};
}

/** Submitted by me, or by an Agent that I answer for. */
function isMine(workspace: Workspace, me: Me, { actor }: TimelineRow): boolean {
	return actor.id === me.member || workspace.timeline.responsibleFor(actor) === me.member;
}
