import { plainWords } from '#client/features/comment/plain-words.ts';
import { threadHref } from '#client/features/comment/thread-href.ts';
import { artefactHref, placeHref } from '#client/features/frame/places.ts';
import { decidedViewsOf } from '#client/features/frame/views-of.ts';
import { joinWords } from '#client/features/member/join-words.ts';
import type { Notice } from '#client/features/notice/notice.ts';
import type { MentionEntry } from '#client/state/comment/comments.ts';
import type { Me } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { figure } from '#shared/counted.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';

/** Devices that wait to be let in, for owners. */
export function joinNotices(workspace: Workspace, { role }: Me): Notice[] {
	if (role !== 'owner') return [];
	return workspace.team.joins.map((join) => ({
		...{ id: `join:${join.code}`, at: join.at, kind: 'joining', comment: false },
		words: `${joinWords(join)}.`,
		plain: `${joinWords({ ...join, name: 'Somebody' })}.`,
		href: placeHref(workspace.slug, 'members'),
		done: workspace.notices.isRead({ id: `join:${join.code}`, at: join.at }),
	}));
}

/** What became suspect: one notice for all that one change shook. */
export function suspectNotices(workspace: Workspace, { role }: Me): Notice[] {
	if (role === 'viewer') return [];
	const { stories, contexts, designs } = workspace;
	const views = [stories, contexts, designs].flatMap((kind) => {
		const ids: ArtefactId[] = kind.map(({ id }) => id);
		return decidedViewsOf(workspace, ids);
	});
	const shaken = new Map<ArtefactId, ArtefactId[]>();
	for (const { id, standing, brokenBasis } of views) {
		const [basis] = brokenBasis;
		if (standing !== 'suspect' || basis === undefined) continue;
		shaken.set(basis.artefact, [...(shaken.get(basis.artefact) ?? []), id]);
	}
	if (shaken.size === 0) return [];
	const { rows } = workspace.timeline;
	const lastAbout = new Map(rows.map((row) => [row.artefact, row.verified]));
	const changes = rows.filter(({ verified }) => isChange(verified.event));
	const lastChange = new Map(changes.map((row) => [row.artefact, row.verified]));
	return [...shaken].flatMap(([upstream, artefacts]) => {
		const cause = lastAbout.get(upstream);
		const [first] = artefacts;
		if (cause === undefined || first === undefined) return [];
		const id = `suspect:${upstream}:${(lastChange.get(upstream) ?? cause).id}`;
		const one = artefacts.length === 1;
		const what = one ? `“${workspace.titleOf(first)}” is` : `${artefacts.length} artefacts are`;
		return {
			...{ id, at: cause.event.at, kind: 'suspect', comment: false },
			words: `${what} suspect since “${workspace.titleOf(upstream)}” changed.`,
			plain: one ? 'Something is suspect.' : `${figure(artefacts.length)} artefacts are suspect.`,
			href: artefactHref(workspace.slug, one ? first : upstream),
			done: workspace.notices.isRead({ id, at: cause.event.at }),
		};
	});
}

/** Verdicts and test runs follow a change, and are no news of their own. */
function isChange({ type }: LifecycleEvent): boolean {
	return type === 'submitted' || type === 'archived';
}

/** Comments that name this person, and answers where they spoke. */
export function commentNotices(workspace: Workspace): Notice[] {
	const { open, mentions } = workspace.comments;
	const replies = open.flatMap(({ artefact, thread }) => {
		const spoke = thread.comments.findIndex(({ mine }) => mine);
		const later = spoke === -1 ? [] : thread.comments.slice(spoke + 1);
		const named = thread.comments.filter(({ mentionsMe }) => mentionsMe);
		return [...new Set([...later, ...named])].map((comment) => ({ artefact, thread, comment }));
	});
	const all = new Map([...mentions, ...replies].map((entry) => [entry.comment.id, entry]));
	return [...all.values()].flatMap((entry) => commentNotice(workspace, entry) ?? []);
}

function commentNotice(
	workspace: Workspace,
	{ artefact, thread, comment }: MentionEntry,
): Notice | null {
	if (comment.mine || comment.deleted) return null;
	const { id, at, name, unread, mentionsMe } = comment;
	return {
		...{ id, at, kind: mentionsMe ? 'mention' : 'reply', comment: true, done: !unread },
		// Read where it is shown: of thousands, a list holds a few.
		get words() {
			const said = plainWords(workspace, comment.text);
			return `${name} ${mentionsMe ? 'mentions you' : 'answers'} on “${workspace.titleOf(artefact)}”: ${said}`;
		},
		plain: mentionsMe ? 'Somebody mentions you.' : 'Somebody answers you.',
		href: threadHref(workspace.slug, artefact, thread.id),
	};
}
