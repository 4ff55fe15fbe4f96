/** Path aliases that a `tsconfig.json` or `jsconfig.json` gives to the files below it. */
import { jsonFile, record, words } from '#shared/imports/resolve/json-file.ts';
import {
	type CodeRepository,
	folderOf,
	joined,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/** Where a specifier may lie, the likeliest first. */
export type Aliases = (from: string, specifier: string) => readonly string[];

interface Paths {
	/** What its targets are relative to. */
	readonly base: string;
	/** Whether plain names are looked for there too. */
	readonly isBase: boolean;
	readonly patterns: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const FILES = ['tsconfig.json', 'jsconfig.json'];
/** How far a config may extend others. */
const DEEPEST = 10;

export function tsconfigAliases(repository: CodeRepository): Aliases {
	const byFolder = new Map<string, Paths | null>();

	function pathsFor(folder: string): Paths | null {
		const known = byFolder.get(folder);
		if (known !== undefined) return known;
		const file = upwards(folder)
			.flatMap((one) => FILES.map((name) => within(one, name)))
			.find(repository.has);
		const paths = file === undefined ? null : readPaths(repository, file, 0);
		byFolder.set(folder, paths);
		return paths;
	}

	return (from, specifier) => {
		const paths = pathsFor(folderOf(from));
		if (paths === null) return [];
		const fitting = paths.patterns
			.flatMap(([pattern, targets]) => {
				const rest = starIn(pattern, specifier);
				return rest === null ? [] : [{ pattern, targets, rest }];
			})
			.sort((a, b) => exactness(b.pattern) - exactness(a.pattern));
		const [best] = fitting;
		const aliased = best?.targets.map((target) => target.replace('*', () => best.rest)) ?? [];
		return [...aliased, ...(paths.isBase ? [specifier] : [])].flatMap(
			(target) => joined(paths.base, target) ?? [],
		);
	};
}

function readPaths(repository: CodeRepository, file: string, depth: number): Paths | null {
	const config = jsonFile(repository, file);
	if (config === null || depth > DEEPEST) return null;
	const folder = folderOf(file);
	const options = record(config['compilerOptions']);
	const baseUrl = options?.['baseUrl'];
	const paths = record(options?.['paths']);
	const base = typeof baseUrl === 'string' ? joined(folder, baseUrl) : null;
	if (paths !== null || base !== null) {
		const patterns = Object.entries(paths ?? {}).map(
			([pattern, targets]) => [pattern, words(targets)] as const,
		);
		return { base: base ?? folder, isBase: base !== null, patterns };
	}
	const extended = words(config['extends']).toReversed();
	const inherited = extended.flatMap((other) => {
		const path = other.startsWith('.') ? joined(folder, other) : null;
		if (path === null) return [];
		const there = [path, `${path}.json`, `${path}/tsconfig.json`].find(repository.has);
		return there === undefined ? [] : (readPaths(repository, there, depth + 1) ?? []);
	});
	// A config that only refers to others says which of them the files belong to.
	return inherited[0] ?? referred(repository, config, folder, depth);
}

function referred(
	repository: CodeRepository,
	config: Readonly<Record<string, unknown>>,
	folder: string,
	depth: number,
): Paths | null {
	const references = Array.isArray(config['references']) ? config['references'] : [];
	for (const reference of references.slice(0, DEEPEST)) {
		const path = words(record(reference)?.['path'])[0];
		const file = path === undefined ? null : joined(folder, path);
		if (file === null) continue;
		const there = [file, `${file}/tsconfig.json`].find(repository.has);
		if (there === undefined || folderOf(there) !== folder) continue;
		const paths = readPaths(repository, there, depth + 1);
		if (paths !== null) return paths;
	}
	return null;
}

/** What the star of a pattern stands for; '' without one; null where the pattern does not fit. */
export function starIn(pattern: string, specifier: string): string | null {
	const star = pattern.indexOf('*');
	if (star === -1) return pattern === specifier ? '' : null;
	const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
	const fits = specifier.startsWith(before) && specifier.endsWith(after);
	if (!fits || specifier.length < before.length + after.length) return null;
	return specifier.slice(before.length, specifier.length - after.length);
}

/** A pattern without a star goes first, then the one with most before it. */
function exactness(pattern: string): number {
	const star = pattern.indexOf('*');
	return star === -1 ? Number.POSITIVE_INFINITY : star;
}
