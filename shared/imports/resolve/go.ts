import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/** Packages, which are folders, below the module paths that the `go.mod` files give. */
export function resolveGo({ paths, textOf }: CodeRepository): Resolve {
	const modules = paths
		.filter((path) => path === 'go.mod' || path.endsWith('/go.mod'))
		.flatMap((file) => {
			const name = /^\s*module\s+"?([^\s"]+)/m.exec(textOf(file) ?? '')?.[1];
			return name === undefined ? [] : [{ name, folder: folderOf(file) }];
		})
		.sort((a, b) => b.name.length - a.name.length);
	const packages = new Set(paths.filter((path) => path.endsWith('.go')).map(folderOf));

	return (from, { specifier }) => {
		const fitting = modules.filter(({ name }) => `${specifier}/`.startsWith(`${name}/`));
		const around = upwards(folderOf(from));
		// Examples and exercises are often all called the same.
		const own = fitting.find(({ folder }) => around.includes(folder));
		const module = own?.name === fitting[0]?.name ? own : fitting[0];
		if (module === undefined) return [];
		const folder = within(module.folder, specifier.slice(module.name.length + 1)).replace(
			/\/$/,
			'',
		);
		return packages.has(folder) ? [`${folder}/`] : [];
	};
}
