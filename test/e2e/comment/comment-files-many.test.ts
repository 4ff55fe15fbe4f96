import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshComment } from '#shared/doc/comment.ts';
import { commentPath, printComment } from '#shared/doc/comment-file.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { CommentId, MemberId, StoryId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const STORY = StoryId.parse('st_0000000001');
const FILES = {
	'user_stories.md': `## Sign in <!-- ${STORY} -->\n\nAs a reader, I sign in.\n\n- It works\n`,
};

function pathOf(n: number): string {
	return commentPath(STORY, CommentId.parse(`cm_${String(n).padStart(10, '0')}`));
}

function printed(n: number): string {
	const id = CommentId.parse(`cm_${String(n).padStart(10, '0')}`);
	const by = MemberId.parse('mb_0000000ada');
	return printComment(freshComment({ id, by, at: '2026-11-22T12:00:00.000Z', text: `No. ${n}` }));
}

test('[CT18] others have their turn while comments are read', async () => {
	using copy = createWorkingCopy(FILES);
	for (let n = 0; n < 1_000; n++) copy.write(pathOf(n), printed(n));
	await using workspace = await openFolder(copy);
	const countNow = () => {
		const { yDoc } = workspace.rooms.open(commentsDocName(STORY));
		return readComments(openCommentsDoc(yDoc)).length;
	};
	const seen = new Set<number>();
	let done = false;
	void workspace.files.ready.then(() => {
		done = true;
	});
	while (!done) {
		seen.add(countNow());
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect(countNow()).toBe(1_000);
	expect([...seen].filter((count) => count > 0 && count < 1_000)).not.toEqual([]);
});

test('[CT18] more files than Lintel reads are a Finding', async () => {
	using copy = createWorkingCopy(FILES);
	mkdirSync(join(copy.folder, '.lintel/comments', STORY), { recursive: true });
	// Names are all that counts, and a disk makes names sooner than files.
	const [first = '', ...others] = Array.from({ length: 20_001 }, (_, n) =>
		join(copy.folder, pathOf(n)),
	);
	writeFileSync(first, '');
	for (const path of others) linkSync(first, path);
	await using workspace = await openFolder(copy, undefined, 'poll');
	expect(workspace.findings().map(({ rule }) => rule)).toContain('too-many-comments');
}, 60_000);

test('[CT18] of many files that are no comments the first are named, and the rest counted', async () => {
	using copy = createWorkingCopy(FILES);
	for (let n = 0; n < 300; n++) copy.write(pathOf(n), '{');
	await using workspace = await openFolder(copy);
	await workspace.files.ready;
	const unread = () =>
		workspace.files.findings().filter(({ file }) => file?.startsWith('.lintel/comments'));
	expect(unread()).toHaveLength(21);
	expect(unread().at(-1)?.message).toContain('280 more files');

	copy.write(pathOf(0), printed(0));
	await until(() => unread().at(-1)?.message.includes('279 more files'));
});
