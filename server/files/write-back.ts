/**
 * Documents → files: only the files that differ are written.
 *
 * A file that somebody else changed meanwhile is never overwritten: it is read first, and the edits
 * wait in the database. What could not be written is tried again.
 */
import type { AgreedHistory } from '#server/files/agreed-history.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { type FileRead, readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import type { Binding } from '#server/files/sides/binding.ts';
import { intendToWrite, rememberAgreed } from '#server/files/write-intent.ts';
import type { Store } from '#server/storage/store.ts';
import type { DocName } from '#shared/doc/doc-name.ts';

export interface WriteBack {
	/** The document was edited by someone: its file follows, if it has one. */
	touch(doc: DocName): boolean;
	/** Writes everything that waits; answers with the paths written. */
	flush(): readonly string[];
	/** Whether edits wait to be written. */
	isWaiting(): boolean;
}

export function createWriteBack(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly store: Store;
	readonly history: AgreedHistory;
	readonly board: FindingBoard;
	/** The file of a document; null for documents that have none (comments). */
	readonly bindingOf: (doc: DocName) => Binding | null;
	/** Whether a person has to say first which of the two counts. */
	readonly isHeld: (path: string) => boolean;
	/** The document says what both last agreed on. */
	readonly onSame: (binding: Binding) => void;
	/** The file says what the document does. */
	readonly onAgreed: (binding: Binding) => void;
	/** The file says something else than both last agreed on: that comes first. */
	readonly onDiffers: (path: string) => void;
}): WriteBack {
	const { disk, root, store, history, board } = deps;
	const waiting = new Set<DocName>();
	/** The paths that the present flush wrote. */
	const written = new Set<string>();

	function touch(doc: DocName): boolean {
		if (deps.bindingOf(doc) === null) return false;
		waiting.add(doc);
		return true;
	}

	function flush(): readonly string[] {
		const failures: unknown[] = [];
		const paths = [...waiting].flatMap((doc) => {
			const binding = deps.bindingOf(doc);
			try {
				if (binding === null || write(binding)) waiting.delete(doc);
			} catch (error) {
				// One document that trips must not keep the others from their files.
				failures.push(error);
			}
			return binding !== null && written.delete(binding.path) ? binding.path : [];
		});
		if (failures.length > 0) throw failures[0];
		return paths;
	}

	/** Whether file and document agree now. */
	function write(binding: Binding): boolean {
		const { path } = binding;
		const before = store.agreed.read(path);
		const next = binding.print(before);
		if (next === null) deps.onSame(binding);
		if (next === null || deps.isHeld(path)) return true;
		const there = readText(disk, root, path);
		if (there.kind === 'text' && there.text === next) return agree(binding, next);
		if (textOf(there) !== before) return letFollow(path, there);
		intendToWrite(store, path, next);
		const same = () => textOf(readText(disk, root, path)) === before;
		const outcome = writeText(disk, root, path, next, same);
		if (!outcome.ok) board.post(path, outcome.error);
		else if (outcome.value) {
			written.add(path);
			return agree(binding, next, () => history.wrote(path, before));
		} else deps.onDiffers(path);
		return false;
	}

	function agree(binding: Binding, text: string, alongside = () => {}): true {
		const { path } = binding;
		store.together(() => {
			alongside();
			rememberAgreed(store, path, text);
		});
		board.post(path, null);
		binding.wrote(text);
		deps.onAgreed(binding);
		return true;
	}

	function letFollow(path: string, there: FileRead): false {
		if (there.kind === 'refused') board.post(path, there.finding);
		else deps.onDiffers(path);
		return false;
	}

	return { touch, flush, isWaiting: () => waiting.size > 0 };
}

/** The text that is there; null where there is none. A refused file equals no text at all. */
function textOf(read: FileRead): string | null | undefined {
	if (read.kind === 'text') return read.text;
	return read.kind === 'absent' ? null : undefined;
}
