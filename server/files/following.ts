/**
 * Files → documents, one file at a time: what somebody changed is merged three-way against the text
 * both last agreed on, and stored with it in one transaction. What git put there is asked about.
 */
import type { AgreedHistory } from '#server/files/agreed-history.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { emptied, isEmptied } from '#server/files/findings/outside-findings.ts';
import { readingProblem } from '#server/files/findings/reading-problem.ts';
import { askWhichWords, idOfQuestion, type Questions } from '#server/files/questions/questions.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import type { FileChange } from '#server/files/sides/file-side.ts';
import { rememberAgreed, wasToBeWritten } from '#server/files/write-intent.ts';
import type { Store } from '#server/storage/store.ts';
import { docKindOf } from '#shared/doc/doc-name.ts';
import { hashOf } from '#shared/hash.ts';
import type { FileQuestion } from '#shared/protocol/file-question.ts';

export interface Following {
	/** Answers `gone` where there was a file and is none now. */
	follow(binding: Binding, change: FileChange): Promise<'gone' | 'done'>;
	/** Asks about a file that is gone. */
	askAboutGone(binding: Binding): void;
	/** File and document have come to the same: there is nothing left to ask. */
	dropApart(binding: Binding): void;
}

export interface FollowingDeps {
	readonly disk: Disk;
	readonly root: string;
	readonly store: Store;
	readonly board: FindingBoard;
	readonly questions: Questions;
	readonly history: AgreedHistory;
	readonly now: () => Date;
	/** The file's text is known here now: its document may have more to write. */
	readonly onFollowed: (binding: Binding) => void;
}

export function createFollowing(deps: FollowingDeps): Following {
	const { disk, root, store, board, questions, history } = deps;

	async function follow(binding: Binding, change: FileChange): Promise<'gone' | 'done'> {
		const { path } = binding;
		const agreed = store.agreed.read(path);
		const read = readText(disk, root, path);
		if (read.kind === 'absent') return agreed === null ? 'done' : 'gone';
		if (read.kind === 'refused') board.post(path, read.finding);
		else if (isEmptied(agreed, read.text)) board.post(path, emptied(path));
		else await take(binding, agreed, read.text, change);
		return 'done';
	}

	async function take(
		binding: Binding,
		agreed: string | null,
		text: string,
		change: FileChange,
	): Promise<void> {
		const { path, doc } = binding;
		const apart = questions.about('tree-differs', path);
		const isBack = apart !== null && hashOf(text) === apart.was;
		if (
			isBack ||
			(text === agreed && apart === null) ||
			isOurs(path, text) ||
			saysTheSame(binding, agreed, text)
		) {
			agree(binding, text);
			return;
		}
		if (text === agreed) return;
		const problem = readingProblem(doc, path, text);
		board.post(path, problem);
		if (problem !== null) return;
		if (change !== 'edit' || isStrange(binding, agreed)) setApart(binding, agreed, text, change);
		else await merge(binding, agreed ?? '', text);
		deps.onFollowed(binding);
	}

	/** Lintel wrote it, and stopped before it could remember that. */
	function isOurs(path: string, text: string): boolean {
		return wasToBeWritten(store, path, text);
	}

	function saysTheSame(binding: Binding, agreed: string | null, text: string): boolean {
		return text !== agreed && (binding.print(agreed) ?? agreed) === text;
	}

	/** A design that has words of its own, and a file that never was its: no base to merge from. */
	function isStrange(binding: Binding, agreed: string | null): boolean {
		return agreed === null && docKindOf(binding.doc)?.kind === 'design' && !binding.isEmpty();
	}

	function agree(binding: Binding, text: string): void {
		const { path } = binding;
		store.together(() => {
			rememberAgreed(store, path, text);
			questions.remove(idOfQuestion('tree-differs', path), idOfQuestion('file-gone', path));
		});
		questions.tell();
		board.post(path, null);
		deps.onFollowed(binding);
	}

	async function merge(binding: Binding, agreed: string, text: string): Promise<void> {
		const { path } = binding;
		const base = history.baseOf(path, agreed, text, savedAt(path));
		await binding.absorb(base, text, (both) => {
			const at = deps.now().toISOString();
			rememberAgreed(store, path, text);
			questions.remove(idOfQuestion('file-gone', path));
			questions.put(...both.map((words) => askWhichWords(path, words, text, at)));
		});
		if (binding.print(text) === null) questions.remove(idOfQuestion('tree-differs', path));
		history.forget(path);
		questions.tell();
		board.post(path, null);
	}

	/** Lintel may have been away since. */
	function savedAt(path: string): number {
		const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
		return stat?.mtimeMs ?? deps.now().getTime();
	}

	/** The new text becomes the base of merges to come; the document stays as it is. */
	function setApart(
		binding: Binding,
		agreed: string | null,
		text: string,
		change: FileChange,
	): void {
		const { path } = binding;
		const id = idOfQuestion('tree-differs', path);
		const before = questions.about('tree-differs', path);
		const was = before?.was ?? hashOf(agreed ?? '');
		store.together(() => {
			rememberAgreed(store, path, text);
			questions.remove(idOfQuestion('file-gone', path));
			const putBack = change === 'put-back' || before?.putBack === true;
			questions.put({ kind: 'tree-differs', ...asked(binding, id), was, putBack });
		});
		history.forget(path);
		questions.tell();
	}

	function askAboutGone(binding: Binding): void {
		const id = idOfQuestion('file-gone', binding.path);
		if (questions.find(id) === null) questions.put({ kind: 'file-gone', ...asked(binding, id) });
		board.post(binding.path, null);
		questions.tell();
	}

	function asked(
		{ doc, path }: Binding,
		id: string,
	): Pick<FileQuestion, 'id' | 'path' | 'artefact' | 'at'> {
		const kind = docKindOf(doc);
		const artefact = kind?.kind === 'design' ? kind.id : null;
		return { id, path, artefact, at: deps.now().toISOString() };
	}

	function dropApart(binding: Binding): void {
		const apart = questions.about('tree-differs', binding.path);
		if (apart === null || binding.isEmpty()) return;
		questions.remove(apart.id);
		questions.tell();
	}

	return { follow, askAboutGone, dropApart };
}
