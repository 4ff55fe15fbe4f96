/** Whether a test file is the class, module or package that a runner names in place of a file. */
export interface Owners {
	/** It is, by all that can be told. */
	owns(owner: string, path: string, text: string): boolean;
	/** It could be, where a test of the right name stands in it: what names another one is not. */
	mayOwn(owner: string, path: string): boolean;
}

/** `textOf` reads a repository's settings files; '' for what isn't there. */
export function createOwners(textOf: (path: string) => string): Owners {
	/** By folder; null where no `go.mod` is around it. */
	const packages = new Map<string, string | null>();

	function packageOf(folder: string): string | null {
		const known = packages.get(folder);
		if (known !== undefined) return known;
		const manifest = textOf(folder === '' ? 'go.mod' : `${folder}/go.mod`);
		const own = /^\s*module\s+"?([^\s"]+)/m.exec(manifest)?.[1];
		const above = folder === '' ? null : packageOf(folderOf(folder));
		const name = folder.slice(folder.lastIndexOf('/') + 1);
		const package_ = own ?? (above === null ? null : `${above}/${name}`);
		packages.set(folder, package_);
		return package_;
	}

	return {
		owns(owner, path, text) {
			if (/\.exs?$/.test(path)) {
				return text.includes(`defmodule ${owner.replace(/^Elixir\./, '')} do`);
			}
			const folder = folderOf(path);
			if (path.endsWith('.go')) {
				const package_ = packageOf(folder);
				if (package_ !== null) return owner === package_;
				return folder !== '' && (owner === folder || owner.endsWith(`/${folder}`));
			}
			const dotted = path.replace(/\.[^./]+$/, '').replaceAll('/', '.');
			return owner === dotted || owner.startsWith(`${dotted}.`);
		},
		mayOwn(owner, path) {
			if (/\.exs?$/.test(path)) return !owner.startsWith('Elixir.');
			if (path.endsWith('.go')) return packageOf(folderOf(path)) === null;
			// Run from a folder below, pytest leaves out the folders above it.
			if (path.endsWith('.py')) return owner.split('.').includes(stemOf(path));
			return true;
		},
	};
}

function folderOf(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function stemOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
}
