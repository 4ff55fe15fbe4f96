import { z } from 'zod';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { defineTool, type ToolAnswer } from '#server/mcp/tool.ts';
import { idOf } from '#shared/artefact/any-artefact.ts';
import { freshComment, MAX_COMMENT } from '#shared/doc/comment.ts';
import { openCommentsDoc, readThreads, type Thread } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { type ArtefactId, mintId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** An Agent answers people; it begins no thread, and closes none. */
export const comment = defineTool({
	name: 'comment',
	description:
		'Replies in an open thread that people began, in your name; read_artefact gives thread.',
	effect: 'edit',
	input: z.object({ id: z.string(), thread: z.string(), text: z.string().max(MAX_COMMENT) }),
	async run(caller, input): Promise<ToolAnswer> {
		const found = findArtefact(caller.workspace.artefacts(), input.id);
		if (!found.ok) return err(found.error);
		const text = input.text.trim().toWellFormed();
		return text === '' ? err(empty) : reply(caller, idOf(found.value), input.thread, text);
	},
});

async function reply(
	caller: Caller,
	artefact: ArtefactId,
	wanted: string,
	text: string,
): Promise<ToolAnswer> {
	const { rooms } = caller.workspace;
	const name = commentsDocName(artefact);
	// Opening a document founds it; a reply to nothing must leave no trace.
	if (!rooms.names().includes(name)) return err(noThread(wanted));
	let answer: Result<string, Refusal> = err(noThread(wanted));
	await rooms.open(name).edit(caller.origin, (yDoc) => {
		const doc = openCommentsDoc(yDoc);
		const thread = openThread(readThreads(doc), wanted);
		if (!thread.ok) {
			answer = thread;
			return;
		}
		const said = saidAlready(thread.value, caller, text);
		const id = said ?? mintId('cm', caller.random);
		const at = caller.now().toISOString();
		const one = { id, by: caller.agent.id, at, text, thread: thread.value.id };
		if (said === null) addComment(doc, freshComment(one), caller.origin);
		answer = ok(id);
	});
	if (!answer.ok) return answer;
	caller.presence.show(caller.agent, artefact, 'replying');
	return ok({ id: artefact, thread: wanted, comment: answer.value, next: NEXT });
}

const NEXT =
	'The person reads it in the app. When the text is as they asked, call submit_for_review with its revision.';

function openThread(threads: readonly Thread[], wanted: string): Result<Thread, Refusal> {
	const thread = threads.find(({ id }) => id === wanted);
	if (thread === undefined) return err(noThread(wanted));
	return thread.resolved ? err(resolved) : ok(thread);
}

/** Who sends the same words once more was cut off before the answer came. */
function saidAlready({ comments }: Thread, { agent }: Caller, text: string) {
	const last = comments.at(-1);
	return last?.by === agent.id && last.text === text ? last.id : null;
}

function noThread(wanted: string): Refusal {
	return refusal(
		'no-thread',
		`This artefact has no thread ${JSON.stringify(wanted.slice(0, 40))}, and only people begin one. Nothing was said.`,
		'Call read_artefact: its comments name their threads. What belongs to none, tell the person.',
	);
}

const resolved = refusal(
	'thread-resolved',
	'A person has resolved this thread. Nothing was said.',
	'Leave it. If it matters still, tell the person, who may open it again.',
);

const empty = refusal('no-words', 'There is nothing to say in it.', 'Give the reply as text.');
