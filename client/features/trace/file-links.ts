/**
 * Where a file of the relay's checkout opens. Paths and names come from a repository and its git: all
 * of it is percent-encoded, and the scheme and the host are never theirs to choose.
 */
import type { CheckoutPlaces, Forge } from '#shared/protocol/checkout-places.ts';

export interface FileLinks {
	/** Opens it in VS Code: only on the machine that the relay runs on. */
	readonly editor: string | null;
	/** Shows it on GitHub, or on what a company runs of it. */
	readonly forge: string | null;
}

const NOWHERE: FileLinks = { editor: null, forge: null };

/** `line` counts from 1; null for the file as a whole. */
export function fileLinks(
	places: CheckoutPlaces | null,
	path: string,
	line: number | null = null,
): FileLinks {
	const inside = encodedPath(path);
	if (places === null || inside === null) return NOWHERE;
	const { root, forge } = places;
	const folder = root === null ? null : encodedFolder(root);
	return {
		editor: folder === null ? null : `vscode://file/${folder}/${inside}:${line ?? 1}`,
		forge: forge === null ? null : forgeLink(forge, path, line),
	};
}

function forgeLink(
	{ host, repository, ref, folder = '' }: Forge,
	path: string,
	line: number | null,
) {
	const there = encodedPath(folder === '' ? path : `${folder}/${path}`);
	if (there === null) return null;
	const at = line === null ? '' : `#L${line}`;
	return `https://${host}/${repository}/blob/${encodedParts(ref)}/${there}${at}`;
}

/** A path inside the repository; null for any other. */
function encodedPath(path: string): string | null {
	const parts = path.split('/');
	const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..');
	// A backslash parts folders on Windows.
	return isInside && isReadable(path) && !path.includes('\\') ? encodedParts(path) : null;
}

/** An absolute folder, `/home/ada/shop` or `C:\shop`, without a slash at its ends; null for any other. */
function encodedFolder(root: string): string | null {
	if (!isReadable(root)) return null;
	const windows = /^([A-Za-z]:)[\\/](.*)$/s.exec(root);
	if (windows !== null)
		return `${windows[1]}/${encodedParts((windows[2] ?? '').replaceAll('\\', '/'))}`;
	return /^\/(?!\/)/.test(root) ? encodedParts(root.slice(1)) : null;
}

function encodedParts(path: string): string {
	return path.split('/').map(encodeURIComponent).join('/');
}

function isReadable(path: string): boolean {
	return path.isWellFormed() && !/\p{Cc}/u.test(path);
}
