import { type Crate, readCargo } from '#shared/imports/resolve/cargo.ts';
import {
	type CodeRepository,
	folderOf,
	type Resolve,
	upwards,
	within,
} from '#shared/imports/resolve/repository.ts';

/**
 * Paths from `crate`, `self`, `super`, a module of the file, or a crate of this repository: to the
 * deepest module of the path that is a file.
 */
export function resolveRust(repository: CodeRepository): Resolve {
	const { has } = repository;
	const cargo = readCargo(repository);

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

	/** The folder that a file's child modules lie in. */
	function placeOf(file: string): { readonly folder: string; readonly isRoot: boolean } {
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

/** Each file in these is the root of a crate. */
const PROGRAMS = ['src/bin', 'tests', 'examples', 'benches'];
