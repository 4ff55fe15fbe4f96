import { type Crate, readCargo } from '#shared/imports/resolve/cargo.ts';
import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';
import { readPlaced } from '#shared/imports/resolve/rust-placed.ts';

/**
 * Paths from `crate`, `self`, `super`, a module of the file, or a crate of this repository: to the
 * deepest module of the path that is a file.
 */
export function resolveRust(repository: CodeRepository): Resolve {
	const { has } = repository;
	const cargo = readCargo(repository);
	const placed = readPlaced(repository, (file) => usualPlaceOf(file).folder);

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
		// `::till` is a crate, though there may be a module of that name.
		const child = specifier.startsWith('::') ? [] : found(here.folder, segments, from);
		if (child.length > 0) return child;
		const crate = cargo.named(from, first);
		return crate === null ? [] : inLibrary(crate, segments.slice(1), from);
	};

	/** The folder that a file's child modules lie in, or would if `#[path]` had not moved it. */
	function placeOf(file: string): ReturnType<typeof usualPlaceOf> {
		const module = placed.moduleOf.get(file);
		return module === undefined ? usualPlaceOf(file) : { folder: module, isRoot: false };
	}

	function usualPlaceOf(file: string): { readonly folder: string; readonly isRoot: boolean } {
		const folder = folderOf(file);
		const name = file.slice(folder === '' ? 0 : folder.length + 1).replace(/\.rs$/, '');
		const isRoot = ['lib', 'main', 'build'].includes(name) || isProgram(folder, file);
		return { folder: isRoot || name === 'mod' ? folder : within(folder, name), isRoot };
	}

	function isProgram(folder: string, file: string): boolean {
		const crate = cargo.around(file);
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
		const crate = cargo.around(file);
		if (crate === null) return 'src';
		return programAround(file) ?? folderOf(crate.library);
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
			const files = filesOf(within(folder, segments.slice(0, length).join('/')));
			if (files.length > 0) return files.filter((file) => file !== from);
		}
		return [];
	}

	function moduleAt(path: string, from: string): readonly string[] {
		return filesOf(path).filter((file) => file !== from);
	}

	function filesOf(module: string): readonly string[] {
		const said = placed.filesOf.get(module);
		if (said !== undefined) return said;
		// Beside a file that was moved lie its own modules.
		const folder = folderOf(module);
		const name = module.slice(folder === '' ? 0 : folder.length + 1);
		const moved = placed.filesOf.get(folder)?.map((file) => within(folderOf(file), name)) ?? [];
		const places = moved.length > 0 ? moved : [module];
		return places.flatMap(
			(place) => [`${place}.rs`, `${place}/mod.rs`].find((file) => has(file)) ?? [],
		);
	}
}

/** Each file in these is the root of a crate. */
const PROGRAMS = ['src/bin', 'tests', 'examples', 'benches'];
