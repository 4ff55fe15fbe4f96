/**
 * Whether a real path lies in the repository, and not in a folder of git's own: a link or a setting
 * that a commit brought must not lead Lintel to write, say, `.git/config`.
 */
export function isInside(root: string, real: string): boolean {
	const inside = root.endsWith('/') ? root : `${root}/`;
	if (!`${real}/`.startsWith(inside)) return false;
	return !/(^|\/)\.git(\/|$)/i.test(real.slice(inside.length));
}
