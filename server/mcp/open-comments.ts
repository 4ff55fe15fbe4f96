import type { Caller } from '#server/mcp/caller.ts';
import { personName } from '#server/person-name.ts';
import { type Comment, openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { type ArtefactId, MemberId } from '#shared/id.ts';

const MAX_COMMENT = 400;

/** The threads about an artefact that nobody has resolved, oldest first, each with its latest comments. */
export function openComments(caller: Caller, id: ArtefactId) {
	const { rooms } = caller.workspace;
	const name = commentsDocName(id);
	// Opening a document founds it; reading must leave no trace.
	if (!rooms.names().includes(name)) return [];
	return readThreads(openCommentsDoc(rooms.open(name).yDoc))
		.filter(({ resolved }) => !resolved)
		.map(({ id: thread, comments }) => ({
			id: thread,
			comments: comments.slice(-3).map(({ by, at, text }) => ({
				by: authorName(caller, by),
				at,
				text: text.length > MAX_COMMENT ? `${text.slice(0, MAX_COMMENT)} [cut]` : text,
			})),
		}));
}

function authorName({ workspace }: Caller, by: Comment['by']): string {
	const member = MemberId.safeParse(by);
	if (member.success) return personName(workspace, member.data);
	return workspace.store.agents.list().find(({ id }) => id === by)?.name ?? by;
}
