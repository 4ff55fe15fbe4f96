import { fileFinding } from '#server/files/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';

const MERGE = 'Restart Lintel: it merges the file with what was edited here, and loses neither.';

/** Somebody else wrote the file since both agreed on a text. */
export function changedFrom(agreed: string | null, path: string, text: string): Finding {
	return isEmptied(agreed, text) ? emptied(path) : changedOutside(path);
}

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

function changedOutside(path: string): Finding {
	return fileFinding(
		'file-changed-outside',
		'warning',
		path,
		`${path} was changed outside Lintel while it runs. Lintel does not overwrite it; edits made here wait in its database.`,
		MERGE,
	);
}

export function missing(path: string): Finding {
	return fileFinding(
		'file-missing',
		'warning',
		path,
		`${path} is gone. What it held is still in Lintel, and edits made here wait in its database.`,
		`Bring it back with git checkout -- ${path}, or write it anew with lintel export.`,
	);
}

export function inTheWay(path: string): Finding {
	return fileFinding(
		'file-in-the-way',
		'warning',
		path,
		`Lintel would write ${path}, but there is a file of that name that it does not know. It does not overwrite it.`,
		MERGE,
	);
}

export function readOnly(root: string): Finding {
	return fileFinding(
		'repository-read-only',
		'warning',
		'.',
		`Nothing can be written in ${root}: edits are kept in Lintel's database only.`,
		'Give the person who runs Lintel permission to write in the repository, then start Lintel again.',
	);
}
