import { matchesGlob } from '#shared/trace/glob.ts';

/**
 * Whether a path is left out by any of these globs. Every file of a repository is asked about, so
 * the shapes that people write most (`*.d.ts`, `legacy/`, any folder of a name) take one look.
 */
export function leftOutBy(globs: readonly string[]): (path: string) => boolean {
	const asks = globs.map(askOf);
	return (path) => asks.some((ask) => ask(path));
}

function askOf(glob: string): (path: string) => boolean {
	const ending = /^\*(\.[^*?/]+)$/.exec(glob)?.[1];
	if (ending !== undefined) return (path) => path.endsWith(ending);
	const folder = /^\/?([^*?]+\/)(?:\*\*)?$/.exec(glob)?.[1];
	if (folder !== undefined) return (path) => path.startsWith(folder);
	const anywhere = /^\*\*\/([^*?]+\/)\*\*$/.exec(glob)?.[1];
	if (anywhere !== undefined)
		return (path) => path.startsWith(anywhere) || path.includes(`/${anywhere}`);
	const name = /^(?:\*\*\/)?([^*?/]+)$/.exec(glob)?.[1];
	if (name !== undefined) return (path) => path === name || path.endsWith(`/${name}`);
	// Most paths lack the glob's longest word, and need no walk.
	const word = glob.split(/[*?/]+/).reduce((a, b) => (b.length > a.length ? b : a), '');
	return (path) => path.includes(word) && matchesGlob(glob, path);
}
