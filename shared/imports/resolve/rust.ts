import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/** A crate's modules lie below the folder of its root file. */
interface Crate {
	/** What code calls it: the library's own name, else the package's. */
	readonly name: string;
	/** What a manifest that renames it calls it. */
	readonly package: string;
	/** The folder of its Cargo.toml. */
	readonly folder: string;
	readonly library: string;
}

/**
 * Paths from `crate`, `self`, `super`, a module of the file, or a crate of this repository: to the
 * deepest module of the path that is a file.
 */
export function resolveRust({ paths, has, textOf }: CodeRepository): Resolve {
	const manifests = new Map(
		paths
			.filter((path) => path === 'Cargo.toml' || path.endsWith('/Cargo.toml'))
			.map((file) => [folderOf(file), textOf(file) ?? ''] as const),
	);
	const crates = [...manifests].flatMap(([folder, manifest]) => crateIn(folder, manifest));
	/** By folder: what its manifest calls other packages, where it calls them otherwise. */
	const renames = new Map(
		[...manifests].map(([folder, manifest]) => [folder, renamesIn(manifest)]),
	);

	return (from, { specifier, kind }) => {
		const segments = specifier
			.split('::')
			.map((segment) => segment.replace(/^r#/, ''))
			.filter((segment) => segment !== '');
		const here = placeOf(from);
		if (kind === 'module') return found(here.folder, segments, from);
		const [first = ''] = segments;
		if (first === 'crate') return found(rootOf(from, here), segments.slice(1), from);
		if (first === 'self') return found(here.folder, segments.slice(1), from);
		const supers = segments.findIndex((segment) => segment !== 'super');
		const ups = supers === -1 ? segments.length : supers;
		if (ups > 0) {
			const parent = upwards(here.folder)[ups];
			if (parent === undefined) return [];
			const inside = found(parent, segments.slice(ups), from);
			return inside.length > 0 ? inside : moduleAt(parent, from);
		}
		const child = found(here.folder, segments, from);
		if (child.length > 0) return child;
		const renamed = renamedFor(from, first);
		const crate = crates.find((one) =>
			renamed === null ? one.name === first : one.package === renamed,
		);
		return crate === undefined ? [] : inLibrary(crate, segments.slice(1), from);
	};

	/** A workspace around the crate may have named it, too. */
	function renamedFor(from: string, name: string): string | null {
		for (const folder of upwards(folderOf(from))) {
			const renamed = renames.get(folder)?.get(name);
			if (renamed !== undefined) return renamed;
		}
		return null;
	}

	/** The folder that a file's child modules lie in. */
	function placeOf(file: string): { readonly folder: string; readonly isRoot: boolean } {
		const folder = folderOf(file);
		const name = file.slice(folder === '' ? 0 : folder.length + 1).replace(/\.rs$/, '');
		const isRoot = ['lib', 'main', 'build'].includes(name) || isProgram(folder, file);
		return { folder: isRoot || name === 'mod' ? folder : within(folder, name), isRoot };
	}

	function isProgram(folder: string, file: string): boolean {
		const crate = crateAround(file);
		if (crate === null) return false;
		return PROGRAMS.some((place) => within(crate.folder, place) === folder);
	}

	/** Or the `main.rs` of a folder there is, with what lies beside and below it. */
	function programAround(file: string): string | null {
		const isOne = (folder: string) =>
			has(within(folder, 'main.rs')) && isProgram(folderOf(folder), file);
		return upwards(folderOf(file)).find(isOne) ?? null;
	}

	function rootOf(
		file: string,
		here: { readonly folder: string; readonly isRoot: boolean },
	): string {
		if (here.isRoot) return here.folder;
		const crate = crateAround(file);
		if (crate === null) return 'src';
		return programAround(file) ?? folderOf(crate.library);
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
			const file = fileOf(path);
			if (file !== undefined) return file === from ? [] : [file];
		}
		return [];
	}

	function moduleAt(path: string, from: string): readonly string[] {
		const file = fileOf(path);
		return file === undefined || file === from ? [] : [file];
	}

	function fileOf(module: string): string | undefined {
		return [`${module}.rs`, `${module}/mod.rs`].find(has);
	}
}

function crateIn(folder: string, manifest: string): Crate[] {
	const own = sectionOf(manifest, 'package');
	const library = sectionOf(manifest, 'lib');
	const name = textIn(library, 'name') ?? textIn(own, 'name');
	if (name === null) return [];
	const path = within(folder, textIn(library, 'path') ?? 'src/lib.rs');
	const package_ = textIn(own, 'name') ?? name;
	return [{ name: inCode(name), package: inCode(package_), folder, library: path }];
}

function renamesIn(manifest: string): ReadonlyMap<string, string> {
	const found = [...manifest.matchAll(INLINE), ...manifest.matchAll(TABLE)];
	return new Map(found.map(([, one = '', other = '']) => [inCode(one), inCode(other)]));
}

function inCode(name: string): string {
	return name.replaceAll('-', '_');
}

/** `money = { package = "shop-money", path = "../money" }` */
const INLINE = /^[ \t]*([\w-]+)[ \t]*=[ \t]*\{[^}\n]*\bpackage[ \t]*=[ \t]*["']([\w-]+)["']/gm;
/** The same as a table of its own, `[dependencies.money]`. */
const TABLE =
	/^[ \t]*\[(?:[^\]\n]*[.-])?dependencies\.([\w-]+)\][^\n]*\n(?:(?![ \t]*\[)[^\n]*\n)*?[ \t]*package[ \t]*=[ \t]*["']([\w-]+)["']/gm;
/** Each file in these is the root of a crate. */
const PROGRAMS = ['src/bin', 'tests', 'examples', 'benches'];

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
