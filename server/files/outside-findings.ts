import { fileFinding } from '#server/files/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';

const MERGE = 'Restart Lintel: it merges the file with what was edited here, and loses neither.';

export function changedOutside(path: string): Finding {
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
