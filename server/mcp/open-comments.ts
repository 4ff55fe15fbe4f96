import type { Caller } from '#server/mcp/caller.ts';
import { personName } from '#server/person-name.ts';
import type { Anchor, Comment } from '#shared/doc/comment.ts';
import { openCommentsDoc, readThreads } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { fieldText } from '#shared/doc/field-text.ts';
import { withNames } from '#shared/doc/mention.ts';
import { placeOf } from '#shared/doc/passage.ts';
import { type ArtefactId, MemberId } from '#shared/id.ts';

const MAX_COMMENT = 400;
const LATEST = 4;

/**
 * The threads about an artefact that nobody has resolved, oldest first: the words each is about,
 * what began it, and the latest replies.
 */
export function openComments(caller: Caller, id: ArtefactId) {
	const { rooms } = caller.workspace;
	const name = commentsDocName(id);
	// Opening a document founds it; reading must leave no trace.
	if (!rooms.names().includes(name)) return [];
	return readThreads(openCommentsDoc(rooms.open(name).yDoc))
		.filter(({ resolved }) => !resolved)
		.map(({ id: thread, anchor, comments }) => {
			const said = comments.filter(({ deleted }) => deleted === null);
			const left = Math.max(0, said.length - 1 - LATEST);
			return {
				thread,
				...(anchor === null ? {} : { on: passage(caller, id, anchor) }),
				comments: [...said.slice(0, 1), ...said.slice(1).slice(-LATEST)].map((one) =>
					shown(caller, one),
				),
				...(left > 0 && { leftOut: left }),
			};
		})
		.filter(({ comments }) => comments.length > 0);
}

/** `you`: this Agent said it. `fromFile`: it came in with a file, so who wrote it is only what the file says. */
function shown(caller: Caller, { by, at, text, fromFile }: Comment) {
	const words = withNames(text, (id) => nameOf(caller, id));
	return {
		by: nameOf(caller, by),
		...(by === caller.agent.id && { you: true }),
		...(fromFile && { fromFile }),
		at,
		text: words.length > MAX_COMMENT ? `${words.slice(0, MAX_COMMENT)} [cut]` : words,
	};
}

/** The words a thread is about, as they read now, and as they read then when they are gone. */
function passage({ workspace }: Caller, id: ArtefactId, anchor: Anchor) {
	const text = fieldText(id, anchor.field, (name) => workspace.rooms.open(name).yDoc);
	const place = text === null ? null : placeOf(text, anchor);
	const words = place === null ? anchor.quote : text?.toString().slice(place.from, place.to);
	const { field } = anchor;
	return { field, words: words?.slice(0, MAX_COMMENT) ?? '', gone: place === null };
}

function nameOf({ workspace }: Caller, by: string): string {
	const member = MemberId.safeParse(by);
	if (member.success) return personName(workspace, member.data);
	return workspace.store.agents.list().find(({ id }) => id === by)?.name ?? by;
}
