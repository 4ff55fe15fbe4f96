/**
 * Globs over repository paths: `*` and `?` within one folder's name, `**` across folders. As in a
 * .gitignore, one without a slash means a name at any depth, and one that ends in a slash all below.
 *
 * Matching takes at most the product of both lengths, whoever wrote the glob.
 */
export function matchesGlob(glob: string, path: string): boolean {
	const below = glob.endsWith('/') ? `${glob}**` : glob;
	const anchored = below.includes('/') ? below.replace(/^\//, '') : `**/${below}`;
	return matchesFrom(piecesOf(anchored), path);
}

export function matchesAnyGlob(globs: readonly string[], path: string): boolean {
	return globs.some((glob) => matchesGlob(glob, path));
}

// A `folders` piece is two stars with their slash; it may stand for nothing.
type Piece = 'folders' | 'anything' | 'name' | 'one' | { readonly text: string };

function piecesOf(glob: string): readonly Piece[] {
	return (glob.match(/\*\*\/|\*\*|\*|\?|[^*?]/gu) ?? []).map((piece) => {
		if (piece === '**/') return 'folders';
		if (piece === '**') return 'anything';
		if (piece === '*') return 'name';
		return piece === '?' ? 'one' : { text: piece };
	});
}

/** Walks the path once, with every place in the glob that it could be at. */
function matchesFrom(pieces: readonly Piece[], path: string): boolean {
	let at = spread(new Set([0]), pieces, true);
	let atFolder = true;
	for (const character of path) {
		const next = new Set<number>();
		for (const n of at) {
			const piece = pieces[n];
			if (piece === undefined) continue;
			if (piece === 'folders' || piece === 'anything') next.add(n);
			else if (piece === 'name' && character !== '/') next.add(n);
			else if (piece === 'one' && character !== '/') next.add(n + 1);
			else if (typeof piece === 'object' && piece.text === character) next.add(n + 1);
		}
		atFolder = character === '/';
		at = spread(next, pieces, atFolder);
	}
	return at.has(pieces.length);
}

/** What may be skipped is: a star for nothing, and folders once a name is complete. */
function spread(at: Set<number>, pieces: readonly Piece[], atFolder: boolean): Set<number> {
	for (const n of at) {
		const piece = pieces[n];
		if (piece === 'name' || piece === 'anything') at.add(n + 1);
		if (piece === 'folders' && atFolder) at.add(n + 1);
	}
	return at;
}
