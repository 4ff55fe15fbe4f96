/**
 * Documents → files: an edit reaches its file within two seconds, and only the files that differ
 * are written.
 *
 * A file that somebody else changed meanwhile is never overwritten: the edits wait in the database,
 * and a Finding says what to do. What could not be written is tried again.
 */
import type { Binding } from '#server/files/binding.ts';
import type { Disk } from '#server/files/disk.ts';
import type { FindingBoard } from '#server/files/finding-board.ts';
import { changedFrom, inTheWay, missing } from '#server/files/outside-findings.ts';
import { type FileRead, readText } from '#server/files/read-text.ts';
import { writeText } from '#server/files/write-text.ts';
import type { AgreedStore } from '#server/storage/store.ts';
import type { Timer } from '#server/timer.ts';
import type { DocName } from '#shared/doc/doc-name.ts';

const QUIET_MS = 400;
const LATEST_MS = 1_500;
const RETRY_MS = 2_000;

export interface WriteBack {
	/** The document was edited by someone: its file follows. */
	touch(doc: DocName): void;
	/** Writes everything that waits; answers with the paths written. */
	flush(): readonly string[];
	/** Whether edits of this document wait to be written. */
	isWaiting(doc: DocName): boolean;
	stop(): void;
}

export function createWriteBack(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly agreed: AgreedStore;
	readonly board: FindingBoard;
	readonly timer: Timer;
	/** The file of a document; null for documents that have none (comments). */
	readonly bindingOf: (doc: DocName) => Binding | null;
	/** The file says what the document does. */
	readonly onAgreed: (binding: Binding) => void;
	readonly onError: (error: unknown) => void;
}): WriteBack {
	const { disk, root, agreed, board, timer } = deps;
	const waiting = new Set<DocName>();
	/** The paths that the present flush wrote. */
	const written = new Set<string>();
	let cancelQuiet = () => {};
	let cancelLatest: (() => void) | null = null;
	let stopped = false;

	function touch(doc: DocName): void {
		if (stopped || deps.bindingOf(doc) === null) return;
		waiting.add(doc);
		cancelQuiet();
		cancelQuiet = timer.after(QUIET_MS, flushSafely);
		cancelLatest ??= timer.after(LATEST_MS, flushSafely);
	}

	function flushSafely(): void {
		try {
			flush();
		} catch (error) {
			// The database refused to remember what was agreed; the edits themselves are in it.
			deps.onError(error);
		}
		if (!stopped && waiting.size > 0) cancelLatest ??= timer.after(RETRY_MS, flushSafely);
	}

	function flush(): readonly string[] {
		callOff();
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
		const before = agreed.read(path);
		const next = binding.print(before);
		if (next === null) return true;
		const there = readText(disk, root, path);
		if (there.kind === 'text' && there.text === next) return agree(binding, next);
		if (textOf(there) !== before) return refuse(path, there, before);
		const same = () => textOf(readText(disk, root, path)) === before;
		const outcome = writeText(disk, root, path, next, same);
		if (!outcome.ok) board.post(path, outcome.error);
		else if (outcome.value) {
			written.add(path);
			return agree(binding, next);
		}
		return false;
	}

	function agree(binding: Binding, text: string): true {
		const { path } = binding;
		agreed.write(path, text);
		board.post(path, null);
		binding.wrote(text);
		deps.onAgreed(binding);
		return true;
	}

	function refuse(path: string, there: FileRead, before: string | null): false {
		if (there.kind === 'refused') board.post(path, there.finding);
		else if (there.kind === 'absent') board.post(path, missing(path));
		else board.post(path, before === null ? inTheWay(path) : changedFrom(before, path, there.text));
		return false;
	}

	function callOff(): void {
		cancelQuiet();
		cancelLatest?.();
		cancelLatest = null;
	}

	function stop(): void {
		stopped = true;
		callOff();
	}

	return { touch, flush, isWaiting: (doc) => waiting.has(doc), stop };
}

/** The text that is there; null where there is none. A refused file equals no text at all. */
function textOf(read: FileRead): string | null | undefined {
	if (read.kind === 'text') return read.text;
	return read.kind === 'absent' ? null : undefined;
}
