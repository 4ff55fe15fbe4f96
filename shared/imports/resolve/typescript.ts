import { filesFitting, isGlob } from '#shared/imports/resolve/glob-import.ts';
import { javascriptFile } from '#shared/imports/resolve/javascript-files.ts';
import { NODE_STANDARD } from '#shared/imports/resolve/node-standard.ts';
import { readPackages } from '#shared/imports/resolve/packages.ts';
import {
	type CodeRepository,
	folderOf,
	joined,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';
import { tsconfigAliases } from '#shared/imports/resolve/tsconfig.ts';

/**
 * Relative paths, `#aliases` of package.json, `paths` of tsconfig.json, packages of the workspace,
 * and the aliases that frameworks give without writing them down (`$lib/`, `@/`, `~/`).
 */
export function resolveTypescript(repository: CodeRepository): Resolve {
	const packages = readPackages(repository);
	const aliases = tsconfigAliases(repository, packages.named);

	return (from, { specifier: written, names }) => {
		// `./logo.svg?raw`: what comes after tells a bundler how.
		const specifier = written.replace(/[?].*$/s, '');
		const folder = folderOf(from);
		if (isGlob(specifier)) return globbed(folder, from, specifier, names);
		const file = candidates(folder, from, specifier)
			.map((path) => javascriptFile(repository, path))
			.find((path) => path !== null);
		return file === undefined || file === null ? [] : [file];
	};

	/** A slash begins at the root of what Vite serves, which is some folder around the file. */
	function globbed(
		folder: string,
		from: string,
		glob: string,
		without: readonly string[],
	): readonly string[] {
		const places = (one: string) =>
			one.startsWith('/')
				? upwards(folder).map((around) => within(around, one.slice(1)))
				: candidates(folder, from, one);
		const away = new Set(
			filesFitting(
				without.flatMap((one) => places(one.slice(1))),
				repository.paths,
			),
		);
		for (const place of places(glob)) {
			const files = filesFitting([place], repository.paths);
			if (files.length > 0) return files.filter((file) => file !== from && !away.has(file));
		}
		return [];
	}

	function candidates(folder: string, from: string, specifier: string): readonly string[] {
		if (/^\.\.?(?:\/|$)/.test(specifier)) {
			const path = joined(folder, specifier);
			if (path === null) return [];
			// `..` and `./till/` mean the folder, though a file may be called like it.
			return /(?:^|\/)\.{0,2}$/.test(specifier) ? [within(path, 'index'), path] : [path];
		}
		if (specifier.startsWith('/')) return [specifier.slice(1)];
		if (/^[a-z]+:/.test(specifier) || NODE_STANDARD.has(specifier)) return [];
		if (specifier.startsWith('#'))
			return [...packages.own(from, specifier), ...aliases(from, specifier)];
		return [
			...aliases(from, specifier),
			...packages.named(from, specifier),
			...customary(folder, specifier),
		];
	}
}

const CUSTOMS: readonly (readonly [prefix: string, folder: string])[] = [
	['$lib/', 'src/lib/'],
	['$lib', 'src/lib'],
	['@/', 'src/'],
	['@/', ''],
	['~/', 'app/'],
	['~/', 'src/'],
	['~/', ''],
];

function customary(folder: string, specifier: string): readonly string[] {
	return CUSTOMS.filter(([prefix]) =>
		prefix.endsWith('/') ? specifier.startsWith(prefix) : specifier === prefix,
	).flatMap(([prefix, inside]) =>
		upwards(folder).map((one) => within(one, inside + specifier.slice(prefix.length))),
	);
}
