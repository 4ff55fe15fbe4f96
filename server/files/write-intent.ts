/**
 * What is about to be written to a file, kept until both agree on it: after a crash in between, the
 * file's text is known for Lintel's own and is not merged into the document once more.
 */
import type { Store } from '#server/storage/store.ts';
import { hashOf } from '#shared/hash.ts';

export function intendToWrite(store: Store, path: string, text: string): void {
	store.writeMeta(nameOf(path), hashOf(text));
}

export function wasToBeWritten(store: Store, path: string, text: string): boolean {
	const hash = store.readMeta(nameOf(path));
	return hash !== null && hash !== '' && hash === hashOf(text);
}

/** Both agree on this text: nothing is about to be written any more. */
export function rememberAgreed(store: Store, path: string, text: string): void {
	if (store.agreed.read(path) !== text) store.agreed.write(path, text);
	if ((store.readMeta(nameOf(path)) ?? '') !== '') store.writeMeta(nameOf(path), '');
}

function nameOf(path: string): string {
	return `writing ${path}`;
}
