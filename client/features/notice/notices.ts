import { logNotices } from '#client/features/notice/log-notices.ts';
import type { Notice } from '#client/features/notice/notice.ts';
import {
	commentNotices,
	joinNotices,
	suspectNotices,
} from '#client/features/notice/state-notices.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** More than anybody reads in a list. */
const MOST = 100;

/** Everything that happened for this person, newest first. */
export function noticesFor(workspace: Workspace): readonly Notice[] {
	const { me } = workspace;
	if (me === null) return [];
	const all = [
		...logNotices(workspace, me),
		...commentNotices(workspace),
		...suspectNotices(workspace, me),
		...joinNotices(workspace, me),
	];
	return all.sort((one, other) => (one.at > other.at ? -1 : 1));
}

/** As many of them as a list holds, in their order: what is unread before what was read. */
export function listedOf(notices: readonly Notice[]): readonly Notice[] {
	if (notices.length <= MOST) return notices;
	const [read, unread] = [true, false].map((was) => notices.filter(({ done }) => done === was));
	const listed = new Set([...(unread ?? []), ...(read ?? [])].slice(0, MOST));
	return notices.filter((notice) => listed.has(notice));
}

/** Takes them as read, here and in the device's other tabs. */
export function seeNotices(workspace: Workspace, notices: readonly Notice[]): void {
	workspace.notices.see(notices.filter(({ comment }) => !comment).map(({ id }) => id));
	const comments = new Set(notices.filter(({ comment }) => comment).map(({ id }) => id));
	const known = workspace.comments.open.flatMap(({ thread }) => thread.comments);
	const named = workspace.comments.mentions.map(({ comment }) => comment);
	const ids = [...known, ...named].map(({ id }) => id).filter((id) => comments.has(id));
	workspace.comments.see([...new Set(ids)]);
}
