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

	return (from, { specifier: written }) => {
		// `./logo.svg?raw`: what comes after tells a bundler how.
		const specifier = written.replace(/[?].*$/s, '');
		const folder = folderOf(from);
		const file = candidates(folder, from, specifier)
			.map((path) => javascriptFile(repository, path))
			.find((path) => path !== null);
		return file === undefined || file === null ? [] : [file];
	};

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
