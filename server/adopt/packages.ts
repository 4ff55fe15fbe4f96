import { titleOf } from '#server/adopt/group-files.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';

const NAMES: Readonly<Record<string, RegExp>> = {
	'package.json': /^(?:\s*\{)?\s*"name"\s*:\s*"([^"]+)"/m,
	'pyproject.toml': /^\s*name\s*=\s*["']([^"']+)["']/m,
	'Cargo.toml': /\[package\][^[]*?^\s*name\s*=\s*"([^"]+)"/ms,
	'go.mod': /^\s*module\s+(\S+)/m,
	'mix.exs': /\bapp:\s*:(\w+)/,
};

/** The folders that have a manifest, and what each calls itself. */
export function packagesIn(
	paths: readonly string[],
	textOf: (path: string) => string | null,
	fallback: string,
): ReadonlyMap<string, string> {
	const packages = new Map<string, string>([['', titleOf(fallback)]]);
	for (const path of paths) {
		const folder = folderOf(path);
		const form = NAMES[path.slice(folder === '' ? 0 : folder.length + 1)];
		if (form === undefined || folder.split('/').includes('node_modules')) continue;
		const name = form.exec((textOf(path) ?? '').slice(0, 20_000))?.[1];
		if (name === undefined) continue;
		const last =
			name
				.replace(/\/v\d+$/, '')
				.split('/')
				.at(-1) ?? name;
		packages.set(folder, titleOf(last));
	}
	return packages;
}
