/** Which Context a code file belongs to, by the Code column of the map. */
import type { Context } from '#shared/artefact/context.ts';
import { folderOf, upwards } from '#shared/imports/resolve/repository.ts';

/**
 * The Context of a file, or of a folder that ends in a slash; null where the map doesn't tell.
 *
 * A file is its Component's. One that no Component names belongs to the Context whose folder it
 * lies in: where that has code of its own, or what all of its code lies in. Where several Contexts
 * have code in or below that folder, nobody knows.
 */
export type ContextOf = (path: string) => Context | null;

export function createContextOf(contexts: readonly Context[]): ContextOf {
	const files = new Map<string, Set<Context>>();
	/** Given as folders, in the Code column. */
	const folders = new Map<string, Set<Context>>();
	/** Those with code in a folder itself. */
	const direct = new Map<string, Set<Context>>();
	/** Those with code in a folder, or anywhere below it. */
	const below = new Map<string, Set<Context>>();
	const homes = new Set<string>();

	for (const context of contexts) {
		const codes = context.components.map(({ code }) => tidy(code)).filter((code) => code !== '');
		for (const path of codes) {
			if (path.endsWith('/')) add(folders, path.slice(0, -1), context);
			else add(files, path, context);
			add(direct, folderOf(path), context);
			// `accounts.ex` and the folder `accounts` beside it are one thing in several languages.
			for (const around of upwards(stemOf(path))) add(below, around, context);
			homes.add(stemOf(path)).add(folderOf(path));
		}
		if (codes.length > 0) homes.add(commonFolder(codes.map(folderOf)));
	}

	return (path) => {
		const file = files.get(path);
		if (file !== undefined) return only(file);
		if (path.endsWith('/')) {
			const owners = folders.get(path.slice(0, -1)) ?? direct.get(path.slice(0, -1));
			if (owners !== undefined) return only(owners);
		}
		for (const folder of upwards(folderOf(path))) {
			const given = folders.get(folder);
			if (given !== undefined) return only(given);
			const owners = below.get(folder);
			if (owners !== undefined) return homes.has(folder) ? only(owners) : null;
		}
		return null;
	};
}

function commonFolder(folders: readonly string[]): string {
	const [first = '', ...others] = folders;
	const shared = upwards(first).find((folder) =>
		others.every((other) => folder === '' || other === folder || other.startsWith(`${folder}/`)),
	);
	return shared ?? '';
}

function add(map: Map<string, Set<Context>>, key: string, context: Context): void {
	const set = map.get(key) ?? new Set();
	map.set(key, set.add(context));
}

function only(contexts: ReadonlySet<Context>): Context | null {
	const [first, ...others] = contexts;
	return first !== undefined && others.length === 0 ? first : null;
}

function tidy(code: string): string {
	return code.trim().replaceAll('\\', '/').replace(/^\.\//, '');
}

function stemOf(path: string): string {
	return path.endsWith('/') ? path.slice(0, -1) : path.replace(/\.[^./]+$/, '');
}
