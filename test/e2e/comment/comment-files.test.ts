import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { type Comment, freshComment } from '#shared/doc/comment.ts';
import { commentPath, printComment, readComment } from '#shared/doc/comment-file.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment, deleteComment } from '#shared/doc/edits/comments.ts';
import { CommentId, MemberId, StoryId } from '#shared/id.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const STORY = StoryId.parse('st_0000000001');
const ADA = { kind: 'person', id: 'mb_0000000ada' } as const;
const FILES = {
	'user_stories.md': `## Sign in <!-- ${STORY} -->\n\nAs a reader, I sign in.\n\n- It works\n`,
};

function said(n: number, given: Partial<Comment> = {}): Comment {
	const id = CommentId.parse(`cm_000000000${n}`);
	const at = `2026-11-22T12:0${n}:00.000Z`;
	return freshComment({ id, by: MemberId.parse(ADA.id), at, text: `Number ${n}?`, ...given });
}

function say(workspace: Workspace, comment: Comment): Promise<void> {
	return workspace.rooms
		.open(commentsDocName(STORY))
		.edit(ADA, (yDoc) => addComment(openCommentsDoc(yDoc), comment, ADA));
}

function commentsIn(workspace: Workspace): readonly Comment[] {
	return readComments(openCommentsDoc(workspace.rooms.open(commentsDocName(STORY)).yDoc));
}

const pathOf = ({ id }: Comment) => commentPath(STORY, id);

describe('comments and their files', () => {
	test('[CT13] a comment is a file of its own within two seconds, with ids and no places', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const anchor = {
			...{ field: 'narrative', from: 'AQID', to: 'AQIE' },
			...{ quote: 'sign in', before: 'As a reader, I ', whole: false },
		};
		await say(workspace, said(1, { anchor }));
		await until(() => existsSync(join(copy.folder, pathOf(said(1)))), 2_500);
		expect(JSON.parse(copy.read(pathOf(said(1))))).toEqual({
			id: 'cm_0000000001',
			by: 'mb_0000000ada',
			at: '2026-11-22T12:01:00.000Z',
			anchor: { field: 'narrative', quote: 'sign in', before: 'As a reader, I ' },
			text: 'Number 1?',
		});
		expect(copy.read('user_stories.md')).toBe(FILES['user_stories.md']);
	});

	test('[CT14] what another clone wrote comes in at the start; a file that goes takes nothing with it', async () => {
		using copy = createWorkingCopy({ ...FILES, [pathOf(said(1))]: printComment(said(1)) });
		const first = await openFolder(copy);
		await until(() => commentsIn(first).length === 1);
		expect(commentsIn(first)[0]).toMatchObject({ text: 'Number 1?', fromFile: true });
		await say(first, said(2));
		await until(() => existsSync(join(copy.folder, pathOf(said(2)))));
		await first[Symbol.asyncDispose]();

		rmSync(join(copy.folder, pathOf(said(2))));
		copy.write(pathOf(said(3)), printComment(said(3, { thread: said(1).id })));
		await using again = await openFolder(copy);
		await until(() => commentsIn(again).length === 3);
		expect(commentsIn(again).map(({ text }) => text)).toEqual([
			'Number 1?',
			'Number 2?',
			'Number 3?',
		]);
		expect(again.findings().filter(({ file }) => file?.includes('comments'))).toEqual([]);
	});

	test('[CT14] a pull while Lintel runs is taken in, and what was deleted stays deleted', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		await say(workspace, said(1));
		await until(() => existsSync(join(copy.folder, pathOf(said(1)))));
		const written = copy.read(pathOf(said(1)));
		copy.write(pathOf(said(2)), printComment(said(2, { thread: said(1).id })));
		await until(() => commentsIn(workspace).length === 2);

		await workspace.rooms
			.open(commentsDocName(STORY))
			.edit(ADA, (yDoc) => deleteComment(openCommentsDoc(yDoc), said(1).id, said(5).at, ADA));
		await until(() => copy.read(pathOf(said(1))).includes('deleted'));
		expect(copy.read(pathOf(said(1)))).not.toContain('Number 1?');
		copy.write(pathOf(said(1)), written);
		await until(() => copy.read(pathOf(said(1))) !== written);
		expect(commentsIn(workspace)[0]).toMatchObject({ text: '', deleted: said(5).at });
	});

	test('[CT15] a file that is no comment is a Finding, and harms nothing', async () => {
		using copy = createWorkingCopy({
			...FILES,
			[pathOf(said(1))]: '{ "id": "cm_0000000001", "text": 7 }',
			[pathOf(said(2))]: printComment(said(3)),
			[pathOf(said(4))]: printComment(said(4)),
			'.lintel/comments/nonsense/x.json': '{}',
		});
		await using workspace = await openFolder(copy);
		await until(() => commentsIn(workspace).length === 1);
		const found = workspace.findings().filter(({ rule }) => rule === 'comment-unreadable');
		expect(found.map(({ file }) => file)).toEqual([pathOf(said(1)), pathOf(said(2))]);
		await workspace.save();
		expect(copy.read(pathOf(said(1)))).toContain('7');
		expect(readdirSync(join(copy.folder, '.lintel/comments'))).toContain('nonsense');
	});

	test('[CT13] what is printed reads back', () => {
		const anchor = { field: 'x', from: null, to: null, quote: '“”', before: '', whole: true };
		const resolution = { resolved: true, by: said(1).by, at: said(2).at };
		for (const one of [said(1), said(2, { anchor, resolution, edited: said(3).at })]) {
			const read = readComment(printComment(one), one.id);
			expect(read).toEqual({ ok: true, value: { ...one, fromFile: true } });
		}
	});
});
