import type { Caller } from '#server/mcp/caller.ts';
import { personName } from '#server/person-name.ts';
import type { Anchor, Comment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { fieldText } from '#shared/doc/field-text.ts';
import { placeOf } from '#shared/doc/passage.ts';
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
		.map(({ id: thread, anchor, comments }) => ({
			id: thread,
			...(anchor === null ? {} : { on: passage(caller, id, anchor) }),
			comments: comments
				.filter(({ deleted }) => deleted === null)
				.slice(-3)
				.map(({ by, at, text }) => ({
					by: authorName(caller, by),
					at,
					text: text.length > MAX_COMMENT ? `${text.slice(0, MAX_COMMENT)} [cut]` : text,
				})),
		}))
		.filter(({ comments }) => comments.length > 0);
}

/** The words a thread is about, as they read now, and as they read then when they are gone. */
function passage({ workspace }: Caller, id: ArtefactId, anchor: Anchor) {
	const text = fieldText(id, anchor.field, (name) => workspace.rooms.open(name).yDoc);
	const place = text === null ? null : placeOf(text, anchor);
	const words = place === null ? anchor.quote : text?.toString().slice(place.from, place.to);
	const { field } = anchor;
	return { field, words: words?.slice(0, MAX_COMMENT) ?? '', gone: place === null };
}

function authorName({ workspace }: Caller, by: Comment['by']): string {
	const member = MemberId.safeParse(by);
	if (member.success) return personName(workspace, member.data);
	return workspace.store.agents.list().find(({ id }) => id === by)?.name ?? by;
}
