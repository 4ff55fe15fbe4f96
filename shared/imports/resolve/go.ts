import {
	type CodeRepository,
	folderOf,
	type Resolve,
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

	return (_, { specifier }) => {
		const module = modules.find(({ name }) => `${specifier}/`.startsWith(`${name}/`));
		if (module === undefined) return [];
		const folder = within(module.folder, specifier.slice(module.name.length + 1)).replace(
			/\/$/,
			'',
		);
		return packages.has(folder) ? [`${folder}/`] : [];
	};
}
