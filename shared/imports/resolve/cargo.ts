/** What the `Cargo.toml` files of a repository say: its crates, and which of them a name means. */
import { parse } from 'smol-toml';
import { record } from '#shared/imports/resolve/json-file.ts';
import {
	type CodeRepository,
	folderOf,
	joined,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/** A crate's modules lie below the folder of its root file. */
export interface Crate {
	/** What code calls it: the library's own name, else the package's. */
	readonly name: string;
	/** The folder of its Cargo.toml. */
	readonly folder: string;
	readonly library: string;
}

export interface Cargo {
	/** The crate that a file belongs to; null where none is around it. */
	around(file: string): Crate | null;
	/** The crate of this repository that a file means by a name; null where that is somebody else's. */
	named(from: string, name: string): Crate | null;
}

type Table = Readonly<Record<string, unknown>>;

export function readCargo({ paths, textOf }: CodeRepository): Cargo {
	const manifests = new Map(
		paths
			.filter((path) => path === 'Cargo.toml' || path.endsWith('/Cargo.toml'))
			.map((file) => [folderOf(file), tableIn(textOf(file) ?? '')] as const),
	);
	const crates = [...manifests].flatMap(([folder, manifest]) => crateIn(folder, manifest));

	function around(file: string): Crate | null {
		const folder = upwards(folderOf(file)).find((one) => manifests.has(one));
		return crates.find((crate) => crate.folder === folder) ?? null;
	}

	function named(from: string, name: string): Crate | null {
		const folder = upwards(folderOf(from)).find((one) => manifests.has(one));
		const given = folder === undefined ? [] : givenIn(folder, dependenciesIn, name);
		// A library is called by its own name where the manifest says nothing: by its programs and tests.
		if (given.length === 0) return crates.find((crate) => crate.name === name) ?? null;
		return given.map(crateMeant).find((crate) => crate !== null) ?? null;
	}

	/** What the manifest in a folder says of a name; a workspace around it says what it hands down. */
	function givenIn(
		folder: string,
		linesOf: (manifest: Table) => readonly Table[],
		name: string,
	): readonly Given[] {
		const said = linesOf(manifests.get(folder) ?? {}).flatMap((table) =>
			Object.entries(table).flatMap(([key, value]) => {
				const rest = record(value) ?? {};
				return inCode(key) === name ? { folder, key, rest } : [];
			}),
		);
		const own = said.filter(({ rest }) => rest['workspace'] !== true);
		if (own.length === said.length) return own;
		const handed = upwards(folder).flatMap((one) => givenIn(one, handedDownBy, name));
		return [...own, ...handed];
	}

	function crateMeant({ folder, key, rest }: Given): Crate | null {
		const called = textOr(rest['package'], key);
		const place = typeof rest['path'] === 'string' ? joined(folder, rest['path']) : null;
		if (place !== null) return crates.find((crate) => crate.folder === place) ?? null;
		for (const one of upwards(folder)) {
			for (const patch of tablesBelow(manifests.get(one)?.['patch'])) {
				const path = record(patch[called])?.['path'];
				const patched = typeof path === 'string' ? joined(one, path) : null;
				const crate = crates.find((other) => other.folder === patched);
				if (crate !== undefined) return crate;
			}
		}
		return null;
	}

	return { around, named };
}

/** One line of a manifest's dependencies. */
interface Given {
	readonly folder: string;
	readonly key: string;
	readonly rest: Table;
}

const KINDS = ['dependencies', 'dev-dependencies', 'build-dependencies'];

function dependenciesIn(manifest: Table): readonly Table[] {
	const places = [manifest, ...tablesBelow(manifest['target'])];
	return tablesIn(places.flatMap((place) => KINDS.map((kind) => place[kind])));
}

function handedDownBy(manifest: Table): readonly Table[] {
	return [record(record(manifest['workspace'])?.['dependencies']) ?? {}];
}

function tablesBelow(value: unknown): readonly Table[] {
	return tablesIn(Object.values(record(value) ?? {}));
}

function tablesIn(values: readonly unknown[]): readonly Table[] {
	return values.map(record).filter((one) => one !== null);
}

function crateIn(folder: string, manifest: Table): Crate[] {
	const [own, library] = [record(manifest['package']), record(manifest['lib'])];
	const name = textOr(library?.['name'], textOr(own?.['name'], ''));
	if (name === '') return [];
	const path = within(folder, textOr(library?.['path'], 'src/lib.rs'));
	return [{ name: inCode(name), folder, library: path }];
}

/** Nothing, where it is no TOML. */
function tableIn(manifest: string): Table {
	try {
		return record(parse(manifest)) ?? {};
	} catch {
		return {};
	}
}

function textOr(value: unknown, fallback: string): string {
	return typeof value === 'string' ? value : fallback;
}

function inCode(name: string): string {
	return name.replaceAll('-', '_');
}
