/**
 * The side of `.lintel/comments/<artefact>/<id>.json`. Files and documents are sets of comments,
 * and what each has the other gets: a file that goes takes no comment with it.
 */
import { codeOf } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { FileSide, SideDeps } from '#server/files/sides/file-side.ts';
import type { Comment } from '#shared/doc/comment.ts';
import {
	COMMENTS_FOLDER,
	commentAt,
	commentPath,
	printComment,
	readComment,
} from '#shared/doc/comment-file.ts';
import { openCommentsDoc, readComments } from '#shared/doc/comments-doc.ts';
import { commentsDocName, docKindOf } from '#shared/doc/doc-name.ts';
import { mergeComments } from '#shared/doc/edits/comments.ts';
import { ArtefactId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A team of fifty writes so many in years; every one of them is watched. */
const MOST_FILES = 20_000;
/** So many that can't be read are named one by one. */
const MOST_TOLD = 20;
/** Where the board keeps what is said of them. */
const UNREAD = `${COMMENTS_FOLDER}/unread`;
/** How many are taken in before sockets and requests have their turn. */
const AT_ONCE = 200;

export function createCommentsSide(
	deps: SideDeps & { readonly isStopped: () => boolean },
): FileSide {
	const { disk, root, rooms, board } = deps;
	const { agreed } = deps.store;
	const waiting = new Set<ArtefactId>();
	const known = new Set<string>();
	/** Files that hold no comment, and why. */
	const unread = new Map<string, Finding>();

	/** What the file says beyond what was agreed on; null when that is nothing. */
	function newsAt(path: string): Comment | null {
		const named = commentAt(path);
		if (named === null) return null;
		unread.delete(path);
		const there = readText(disk, root, path);
		if (there.kind === 'refused') unread.set(path, there.finding);
		if (there.kind !== 'text' || there.text === agreed.read(path)) return null;
		const comment = readComment(there.text, named.id);
		if (comment.ok) return comment.value;
		const { guard, reason, fix } = comment.error;
		unread.set(path, fileFinding(guard, 'warning', path, reason, fix));
		return null;
	}

	/** A folder full of files that are no comments is one thing to see to, and not twenty thousand. */
	function tellUnread(): void {
		const more = unread.size - MOST_TOLD;
		const told = [...unread.values().take(MOST_TOLD)];
		board.post(UNREAD, more > 0 ? [...told, manyUnread(more)] : told);
	}

	async function takeIn(paths: readonly string[]): Promise<void> {
		const news = paths.flatMap((path) => {
			const artefact = commentAt(path)?.artefact;
			const comment = artefact === undefined ? null : newsAt(path);
			return artefact === undefined || comment === null ? [] : [{ path, artefact, comment }];
		});
		tellUnread();
		for (const [artefact, group] of Map.groupBy(news, (one) => one.artefact)) {
			const origin = { kind: 'file' as const, id: `${COMMENTS_FOLDER}/${artefact}` };
			const comments = group.map(({ comment }) => comment);
			await rooms.open(commentsDocName(artefact)).edit(origin, (yDoc) => {
				mergeComments(openCommentsDoc(yDoc), comments, origin);
			});
			for (const { path, comment } of group) agreed.write(path, printComment(comment));
			waiting.add(artefact);
		}
	}

	function flush(): readonly string[] {
		return [...waiting].flatMap((artefact) => {
			waiting.delete(artefact);
			const { yDoc } = rooms.open(commentsDocName(artefact));
			return readComments(openCommentsDoc(yDoc)).flatMap((one) => write(artefact, one));
		});
	}

	function write(artefact: ArtefactId, comment: Comment): readonly string[] {
		const path = commentPath(artefact, comment.id);
		const text = printComment(comment);
		const before = agreed.read(path);
		known.add(path);
		if (text === before) return [];
		const there = readText(disk, root, path);
		if (there.kind === 'refused') return [];
		if (there.kind === 'text' && there.text !== before && there.text !== text) {
			// Somebody else wrote it meanwhile: that comes in first.
			waiting.add(artefact);
			void takeIn([path]).catch(deps.onError);
			return [];
		}
		const written = writeText(disk, root, path, text);
		board.post(path, written.ok ? null : written.error);
		if (!written.ok) {
			waiting.add(artefact);
			return [];
		}
		agreed.write(path, text);
		return [path];
	}

	function filesThere(): readonly string[] {
		const found: string[] = [];
		for (const artefact of namesIn(COMMENTS_FOLDER)) {
			if (!ArtefactId.safeParse(artefact).success) continue;
			const paths = namesIn(`${COMMENTS_FOLDER}/${artefact}`).map(
				(name) => `${COMMENTS_FOLDER}/${artefact}/${name}`,
			);
			for (const path of paths) if (commentAt(path) !== null) found.push(path);
			if (found.length > MOST_FILES) break;
		}
		board.post(COMMENTS_FOLDER, found.length > MOST_FILES ? tooMany : null);
		return found.slice(0, MOST_FILES);
	}

	function namesIn(folder: string): readonly string[] {
		try {
			return disk.readdirSync(`${root}/${folder}`);
		} catch (error) {
			if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error))) return [];
			throw error;
		}
	}

	return {
		places: [COMMENTS_FOLDER],
		paths: () => new Set([...known, ...filesThere()]),
		fileChanged: (path) => takeIn([path]),
		docChanged(name) {
			const kind = docKindOf(name);
			if (kind?.kind !== 'comments') return false;
			waiting.add(kind.id);
			return true;
		},
		flush,
		isWaiting: () => waiting.size > 0,
		async catchUp() {
			const there = filesThere();
			for (let at = 0; at < there.length; at += AT_ONCE) {
				if (deps.isStopped()) return;
				await takeIn(there.slice(at, at + AT_ONCE));
				await new Promise<void>((resolve) => deps.timer.after(0, resolve));
			}
			for (const name of rooms.names()) {
				const kind = docKindOf(name);
				if (kind?.kind === 'comments') waiting.add(kind.id);
			}
		},
	};
}

function manyUnread(count: number): Finding {
	return fileFinding(
		'comments-unread',
		'warning',
		COMMENTS_FOLDER,
		`${count} more files in ${COMMENTS_FOLDER} are no comments that Lintel can read.`,
		'Mend them or take them away; Lintel leaves them as they are.',
	);
}

const tooMany = fileFinding(
	'too-many-comments',
	'warning',
	COMMENTS_FOLDER,
	`There are more than ${MOST_FILES} files of comments. Lintel reads so many and leaves the others alone.`,
	'Delete the folders of artefacts that are long done: what Lintel has read of them stays in its database.',
);
