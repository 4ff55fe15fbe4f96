import { expect, test } from 'vitest';
import { waitingFor } from '#client/features/now/waiting.ts';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { CommentId } from '#shared/id.ts';
import { addSubmitted } from '#test/browser/world/review-world.ts';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

test('[NW8] what others wait for a decision on comes before where one is named', () => {
	const world = new World();
	const { workspace } = world;
	const submitted = addSubmitted(world, 'Sign in');
	const talked = workspace.edit.addStory({ title: 'Reserve a copy' });
	const comment = freshComment({
		...{ id: CommentId.parse('cm_0000000001'), by: ROBIN, at: '2026-11-22T12:00:00.000Z' },
		text: `Is this so, @${ADA}?`,
	});
	const doc = openCommentsDoc(world.replicas.of(commentsDocName(talked)).doc);
	addComment(doc, comment, { kind: 'person', id: ROBIN });
	const ids = waitingFor(workspace).map(({ id }) => id);
	expect(ids.slice(-2)).toEqual([submitted.id, comment.id]);
});
