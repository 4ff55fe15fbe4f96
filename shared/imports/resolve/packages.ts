/** What the `package.json` files of a repository say: their own aliases, and names of workspaces. */
import { jsonFile, record, words } from '#shared/imports/resolve/json-file.ts';
import { readLeftOut } from '#shared/imports/resolve/left-out.ts';
import {
	type CodeRepository,
	folderOf,
	joined,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';
import { starIn } from '#shared/imports/resolve/tsconfig.ts';

export interface Packages {
	/** `#name`: where the nearest package's `imports` lead, the likeliest first. */
	own(from: string, specifier: string): readonly string[];
	/** `name` and `name/sub` of a package in this repository, as a `package.json` around calls it. */
	named(from: string, specifier: string): readonly string[];
}

/** More are no workspace, but somebody's installed packages. */
const MOST = 2_000;

export function readPackages(repository: CodeRepository): Packages {
	const files = repository.paths
		.filter((path) => path === 'package.json' || path.endsWith('/package.json'))
		.slice(0, MOST);
	const byFolder = new Map(
		files.flatMap((file) => {
			const json = jsonFile(repository, file);
			return json === null ? [] : [[folderOf(file), json] as const];
		}),
	);
	const isLeftOut = readLeftOut(repository);
	const byName = new Map(
		[...byFolder].flatMap(([folder, { name }]) =>
			typeof name === 'string' && name !== '' && !isLeftOut(folder)
				? [[name, folder] as const]
				: [],
		),
	);
	/** By the folder of who calls them so: where packages lie that have another name themselves. */
	const renamed = new Map(
		[...byFolder].map(([folder, json]) => {
			const places = dependenciesIn(json).flatMap(([name, given]) => {
				const place = placeSaid(folder, given);
				return place === undefined ? [] : [[name, place] as const];
			});
			return [folder, new Map(places)];
		}),
	);

	/** `npm:@shop/money@*`, `workspace:money@^`, `link:../money`. */
	function placeSaid(folder: string, given: string): string | undefined {
		const [, path] = /^(?:file|link|portal|workspace):(\.{1,2}(?:\/.*)?)$/.exec(given) ?? [];
		const place = path === undefined ? null : joined(folder, path);
		if (place !== null) return byFolder.has(place) ? place : undefined;
		return byName.get(/^(?:npm|workspace):(@?[^@]+)@/.exec(given)?.[1] ?? '');
	}

	function placeOf(from: string, name: string): string | undefined {
		for (const folder of upwards(folderOf(from))) {
			const place = renamed.get(folder)?.get(name);
			if (place !== undefined) return place;
		}
		return byName.get(name);
	}

	function own(from: string, specifier: string): readonly string[] {
		const folder = upwards(folderOf(from)).find((one) => byFolder.has(one));
		const imports = folder === undefined ? null : record(byFolder.get(folder)?.['imports']);
		if (folder === undefined || imports === null) return [];
		return mapped(imports, specifier).flatMap((target) => joined(folder, target) ?? []);
	}

	function named(from: string, specifier: string): readonly string[] {
		const parts = specifier.split('/');
		const length = specifier.startsWith('@') ? 2 : 1;
		const name = parts.slice(0, length).join('/');
		const folder = placeOf(from, name);
		if (folder === undefined) return [];
		const sub = parts.slice(length).join('/');
		const { exports, source, main, module } = byFolder.get(folder) ?? {};
		const given = record(exports) ?? { '.': exports };
		const entries = Object.keys(given).some((key) => key.startsWith('.')) ? given : { '.': given };
		const exported = mapped(entries, sub === '' ? '.' : `./${sub}`);
		const entry = sub === '' ? [...words(source), ...words(module), ...words(main)] : [];
		const targets = [...exported, ...entry, within('src', sub), sub];
		return targets.flatMap((target) => {
			const path = joined(folder, target);
			return path === null ? [] : [path, ...sourcesOf(folder, path)];
		});
	}

	return { own, named };
}

function dependenciesIn(json: Readonly<Record<string, unknown>>): [string, string][] {
	const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
	return kinds
		.flatMap((kind) => Object.entries(record(json[kind]) ?? {}))
		.flatMap(([name, given]): [string, string][] =>
			typeof given === 'string' ? [[name, given]] : [],
		);
}

/** What a map of `imports` or `exports` says of a name, in every condition. */
function mapped(map: Readonly<Record<string, unknown>>, name: string): readonly string[] {
	const exact = Object.hasOwn(map, name) ? targetsIn(map[name]) : [];
	if (exact.length > 0) return exact;
	const fitting = Object.keys(map)
		.filter((key) => key.includes('*') && starIn(key, name) !== null)
		.sort((a, b) => b.indexOf('*') - a.indexOf('*'));
	const [best] = fitting;
	if (best === undefined) return [];
	const rest = starIn(best, name) ?? '';
	return targetsIn(map[best]).map((target) => target.replaceAll('*', () => rest));
}

function targetsIn(value: unknown, depth = 0): readonly string[] {
	if (typeof value === 'string') return [value];
	if (depth > 10) return [];
	const inner = Array.isArray(value) ? value : Object.values(record(value) ?? {});
	return inner.flatMap((one) => targetsIn(one, depth + 1));
}

/** What is built is not in the repository: its source probably lies at the same place in `src`. */
function sourcesOf(folder: string, path: string): readonly string[] {
	const inside = folder === '' ? path : path.slice(folder.length + 1);
	const [first, ...rest] = inside.split('/');
	if (rest.length === 0 || !['dist', 'build', 'lib', 'out', 'esm', 'cjs'].includes(first ?? '')) {
		return [];
	}
	return [within(folder, `src/${rest.join('/')}`), within(folder, rest.join('/'))];
}
