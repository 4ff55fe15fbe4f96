import { STANDARD } from '#shared/imports/resolve/python-standard.ts';
import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/**
 * Modules by their dotted name, from every folder that could be on Python's path: the root, `src`,
 * whatever holds packages or is one to install, and the folder of a script for what lies below it.
 * A name after `from … import` is the module of that name where there is one.
 */
export function resolvePython(repository: CodeRepository): Resolve {
	const { has } = repository;
	const { roots, scripts } = rootsIn(repository);

	return (from, { specifier, names }) => {
		const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
		const parts = specifier
			.slice(dots)
			.split('.')
			.filter((part) => part !== '');
		const isStandard = dots === 0 && parts.length === 1 && STANDARD.has(parts[0] ?? '');
		const bases = dots === 0 ? [...near(from), ...roots] : relativeTo(from, dots);
		for (const base of bases) {
			const found = inBase(base, parts, names, !isStandard);
			if (found.length > 0) return found.filter((path) => path !== from);
		}
		return [];
	};

	/** The root that the file itself lies in goes first: two packages may share a name. */
	function near(from: string): readonly string[] {
		return upwards(folderOf(from)).filter((one) => roots.has(one) || scripts.has(one));
	}

	function inBase(
		base: string,
		parts: readonly string[],
		names: readonly string[],
		mayBeItself: boolean,
	): string[] {
		const folder = parts.length === 0 ? base : within(base, parts.join('/'));
		const modules = names.flatMap((name) => moduleAt(within(folder, name)) ?? []);
		const rest = mayBeItself && (names.length === 0 || modules.length < names.length);
		const itself = rest ? moduleAt(folder) : null;
		return [...new Set([...modules, ...(itself === null ? [] : [itself])])];
	}

	function moduleAt(path: string): string | null {
		if (path === '') return null;
		// Of both Python takes the package.
		return (
			[`${path}/__init__.py`, `${path}.py`, `${path}/__init__.pyi`, `${path}.pyi`].find(has) ?? null
		);
	}

	function relativeTo(from: string, dots: number): readonly string[] {
		const folder = upwards(folderOf(from))[dots - 1];
		return folder === undefined ? [] : [folder];
	}
}

/** `roots` are on everybody's path; a folder of `scripts` only on that of what lies in or below it. */
function rootsIn({ paths, has }: CodeRepository) {
	const roots = new Set<string>(['', 'src']);
	const scripts = new Set<string>();
	const seen = new Set<string>();
	for (const path of paths) {
		const folder = folderOf(path);
		if (INSTALLED.test(path)) roots.add(folder).add(within(folder, 'src'));
		if (!path.endsWith('.py') || seen.has(folder)) continue;
		seen.add(folder);
		// The first folder upwards that is no package itself.
		const root = upwards(folder).find((one) => !has(within(one, '__init__.py')));
		if (root === folder) scripts.add(folder);
		else if (root !== undefined) roots.add(root);
	}
	return { roots, scripts };
}

const INSTALLED = /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg))$/;
