import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/** A crate's modules lie below the folder of its root file. */
interface Crate {
	readonly name: string;
	/** The folder of its Cargo.toml. */
	readonly folder: string;
	readonly library: string;
	/** What its manifest calls other crates, where it calls them otherwise. */
	readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Paths from `crate`, `self`, `super`, a module of the file, or a crate of this repository: to the
 * deepest module of the path that is a file.
 */
export function resolveRust({ paths, has, textOf }: CodeRepository): Resolve {
	const crates = paths
		.filter((path) => path === 'Cargo.toml' || path.endsWith('/Cargo.toml'))
		.flatMap((file) => crateIn(folderOf(file), textOf(file) ?? ''));

	return (from, { specifier, kind }) => {
		const segments = specifier.split('::').filter((segment) => segment !== '');
		const here = placeOf(from);
		if (kind === 'module') return found(here.folder, segments, from);
		const [first = ''] = segments;
		if (first === 'crate') return found(rootOf(from, here), segments.slice(1), from);
		if (first === 'self') return found(here.folder, segments.slice(1), from);
		const supers = segments.findIndex((segment) => segment !== 'super');
		const ups = supers === -1 ? segments.length : supers;
		if (ups > 0) {
			const parent = upwards(here.folder)[ups];
			return parent === undefined ? [] : found(parent, segments.slice(ups), from);
		}
		const child = found(here.folder, segments, from);
		if (child.length > 0) return child;
		const called = crateAround(from)?.renamed.get(first) ?? first;
		const crate = crates.find(({ name }) => name === called);
		return crate === undefined ? [] : inLibrary(crate, segments.slice(1), from);
	};

	/** The folder that a file's child modules lie in. */
	function placeOf(file: string): { readonly folder: string; readonly isRoot: boolean } {
		const folder = folderOf(file);
		const name = file.slice(folder === '' ? 0 : folder.length + 1).replace(/\.rs$/, '');
		const isRoot = ['lib', 'main', 'build'].includes(name) || isProgram(folder, file);
		return { folder: isRoot || name === 'mod' ? folder : within(folder, name), isRoot };
	}

	/** Each file in `src/bin`, `tests`, `examples` and `benches` is the root of a crate. */
	function isProgram(folder: string, file: string): boolean {
		const crate = crateAround(file);
		if (crate === null) return false;
		const places = ['src/bin', 'tests', 'examples', 'benches'];
		return places.some((place) => within(crate.folder, place) === folder);
	}

	function rootOf(
		file: string,
		here: { readonly folder: string; readonly isRoot: boolean },
	): string {
		if (here.isRoot) return here.folder;
		const crate = crateAround(file);
		return crate === null ? 'src' : folderOf(crate.library);
	}

	function crateAround(file: string): Crate | null {
		const folder = upwards(folderOf(file)).find((one) => has(within(one, 'Cargo.toml')));
		return crates.find((crate) => crate.folder === folder) ?? null;
	}

	function inLibrary(
		{ library }: Crate,
		segments: readonly string[],
		from: string,
	): readonly string[] {
		const inside = found(folderOf(library), segments, from);
		return inside.length === 0 && has(library) ? [library] : inside;
	}

	/** The longest part of the path that is a module's file; what is left are names in it. */
	function found(folder: string, segments: readonly string[], from: string): readonly string[] {
		for (let length = segments.length; length > 0; length--) {
			const path = within(folder, segments.slice(0, length).join('/'));
			const file = [`${path}.rs`, `${path}/mod.rs`].find(has);
			if (file !== undefined) return file === from ? [] : [file];
		}
		return [];
	}
}

function crateIn(folder: string, manifest: string): Crate[] {
	const own = sectionOf(manifest, 'package');
	const library = sectionOf(manifest, 'lib');
	const name = textIn(library, 'name') ?? textIn(own, 'name');
	if (name === null) return [];
	const path = within(folder, textIn(library, 'path') ?? 'src/lib.rs');
	const renamed = [...manifest.matchAll(RENAMED)].map(([, one = '', other = '']) => {
		return [one.replaceAll('-', '_'), other.replaceAll('-', '_')] as const;
	});
	const renames = new Map(renamed);
	return [{ name: name.replaceAll('-', '_'), folder, library: path, renamed: renames }];
}

/** `money = { package = "shop-money", path = "../money" }` */
const RENAMED = /^[ \t]*([\w-]+)[ \t]*=[ \t]*\{[^}\n]*\bpackage[ \t]*=[ \t]*"([\w-]+)"/gm;

function sectionOf(manifest: string, name: string): string {
	const lines = manifest.split('\n');
	const start = lines.findIndex((line) => line.trim() === `[${name}]`);
	if (start === -1) return '';
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.startsWith('['));
	return rest.slice(0, end === -1 ? rest.length : end).join('\n');
}

function textIn(section: string, key: string): string | null {
	return new RegExp(`^\\s*${key}\\s*=\\s*["']([^"'\\n]+)["']`, 'm').exec(section)?.[1] ?? null;
}
