import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Store } from '#server/storage/store.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A file without a word where there were some: an editor or a disk that failed, as often as a wish. */
export function isEmptied(agreed: string | null, text: string): boolean {
	return text.trim() === '' && agreed !== null && agreed.trim() !== '';
}

export function emptied(path: string): Finding {
	return fileFinding(
		'file-emptied',
		'warning',
		path,
		`${path} is empty now. What it held is still in Lintel, and edits made here wait in its database.`,
		`Bring it back with git checkout -- ${path}, or remove the empty file and write it anew with lintel export.`,
	);
}

export function readOnly(root: string): Finding {
	return fileFinding(
		'repository-read-only',
		'warning',
		'.',
		`Nothing can be written in ${root}: edits are kept in Lintel's database only.`,
		'Give the person who runs Lintel permission to write in the repository; Lintel tries again by itself.',
	);
}

/** The database can't keep anything any more; null while it can. */
export function lostDatabase(store: Pick<Store, 'lost'>): Finding | null {
	const lost = store.lost();
	return lost && fileFinding(lost.guard, 'error', '.', lost.reason, lost.fix);
}
