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
	/** Where plain names are looked for, and what targets are relative to; null without one. */
	readonly base: string | null;
	/** Null where no config of the chain gives any. */
	readonly patterns: readonly (readonly [pattern: string, targets: readonly string[]])[] | null;
	/** Of the config that gives the patterns: what they are relative to without a base. */
	readonly folder: string;
}

/** What its own folder is called in a config that others extend. */
const OWN = /^\$\{configDir\}\/?/;

const FILES = ['tsconfig.json', 'jsconfig.json'];
/** How far a config may extend others. */
const DEEPEST = 10;

/** `packagesAt` says where a package of the repository has a file: a config may lie in one. */
export function tsconfigAliases(
	repository: CodeRepository,
	packagesAt: (from: string, specifier: string) => readonly string[],
): Aliases {
	const byFolder = new Map<string, Paths | null>();

	function pathsFor(folder: string): Paths | null {
		const known = byFolder.get(folder);
		if (known !== undefined) return known;
		const file = upwards(folder)
			.flatMap((one) => FILES.map((name) => within(one, name)))
			.find(repository.has);
		const paths = file === undefined ? null : readPaths(file, folderOf(file), 0);
		byFolder.set(folder, paths);
		return paths;
	}

	return (from, specifier) => {
		const paths = pathsFor(folderOf(from));
		if (paths === null) return [];
		const fitting = (paths.patterns ?? [])
			.flatMap(([pattern, targets]) => {
				const rest = starIn(pattern, specifier);
				return rest === null ? [] : [{ pattern, targets, rest }];
			})
			.sort((a, b) => exactness(b.pattern) - exactness(a.pattern));
		const [best] = fitting;
		const aliased = best?.targets.map((target) => target.replace('*', () => best.rest)) ?? [];
		return [...aliased, ...(paths.base === null ? [] : [specifier])].flatMap((target) => {
			// A slash stands before what is said from the repository's root.
			const folder = target.startsWith('/') ? '' : (paths.base ?? paths.folder);
			return joined(folder, target) ?? [];
		});
	};

	/** `own` is the folder of the config that all others are read for. */
	function readPaths(file: string, own: string, depth: number): Paths | null {
		const config = jsonFile(repository, file);
		if (config === null || depth > DEEPEST) return null;
		const folder = folderOf(file);
		const options = record(config['compilerOptions']);
		const [baseUrl] = words(options?.['baseUrl']);
		const given = record(options?.['paths']);
		const base =
			baseUrl === undefined
				? null
				: joined(OWN.test(baseUrl) ? own : folder, baseUrl.replace(OWN, ''));
		const patterns =
			given === null
				? null
				: Object.entries(given).map(([pattern, targets]) => {
						const all = words(targets).map((one) => one.replace(OWN, () => `/${own}/`));
						return [pattern, all] as const;
					});
		const above = words(config['extends'])
			.toReversed()
			.flatMap((other) => {
				const places = other.startsWith('.')
					? [joined(folder, other)].filter(isPath)
					: packagesAt(file, other);
				const there = places
					.flatMap((path) => [path, `${path}.json`, `${path}/tsconfig.json`])
					.find(repository.has);
				return there === undefined ? [] : (readPaths(there, own, depth + 1) ?? []);
			});
		const inherited = above.find((one) => one.patterns !== null);
		const found = {
			base: base ?? above.find((one) => one.base !== null)?.base ?? null,
			patterns: patterns ?? inherited?.patterns ?? null,
			folder: patterns === null ? (inherited?.folder ?? folder) : folder,
		};
		if (found.base !== null || found.patterns !== null) return found;
		// A config that only refers to others says which of them the files belong to.
		return referred(config, folder, depth);
	}

	function referred(
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
			const paths = readPaths(there, folder, depth + 1);
			if (paths !== null) return paths;
		}
		return null;
	}
}

function isPath(path: string | null): path is string {
	return path !== null;
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
