import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/**
 * Modules by their dotted name, from every folder that could be on Python's path: the root, `src`,
 * whatever holds packages, and the folder of a script. A name after `from … import` is the module
 * of that name where there is one.
 */
export function resolvePython(repository: CodeRepository): Resolve {
	const { has } = repository;
	const roots = rootsIn(repository);

	return (from, { specifier, names }) => {
		const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
		const parts = specifier
			.slice(dots)
			.split('.')
			.filter((part) => part !== '');
		const bases = dots === 0 ? [...near(from), ...roots] : relativeTo(from, dots);
		for (const base of bases) {
			const found = inBase(base, parts, names);
			if (found.length > 0) return found.filter((path) => path !== from);
		}
		return [];
	};

	/** The root that the file itself lies in goes first: two packages may share a name. */
	function near(from: string): readonly string[] {
		const own = upwards(folderOf(from)).filter((folder) => roots.includes(folder));
		return own;
	}

	function inBase(base: string, parts: readonly string[], names: readonly string[]): string[] {
		const folder = parts.length === 0 ? base : within(base, parts.join('/'));
		const modules = names.flatMap((name) => moduleAt(within(folder, name)) ?? []);
		const rest = names.length === 0 || modules.length < names.length;
		const itself = rest ? moduleAt(folder) : null;
		return [...new Set([...modules, ...(itself === null ? [] : [itself])])];
	}

	function moduleAt(path: string): string | null {
		if (path === '') return null;
		return (
			[`${path}.py`, `${path}/__init__.py`, `${path}.pyi`, `${path}/__init__.pyi`].find(has) ?? null
		);
	}

	function relativeTo(from: string, dots: number): readonly string[] {
		const folder = upwards(folderOf(from))[dots - 1];
		return folder === undefined ? [] : [folder];
	}
}

function rootsIn({ paths, has }: CodeRepository): readonly string[] {
	const roots = new Set<string>(['', 'src']);
	const seen = new Set<string>();
	for (const path of paths) {
		if (!path.endsWith('.py')) continue;
		const folder = folderOf(path);
		if (seen.has(folder)) continue;
		seen.add(folder);
		// The first folder upwards that is no package itself.
		const root = upwards(folder).find((one) => !has(within(one, '__init__.py')));
		if (root !== undefined) roots.add(root);
	}
	return [...roots];
}
