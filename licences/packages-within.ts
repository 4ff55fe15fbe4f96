import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const ROOT = resolve(import.meta.dirname, '..');
const PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/)/;
/** What a bundler writes between the modules is its own: `\0rolldown/runtime.js`. */
const OF_BUNDLER = /^\0(rolldown|vite)\//;

/** Packages whose one file holds others, with no source map beside it that tells. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
	'd3-array': ['internmap'],
	'd3-delaunay': ['delaunator', 'robust-predicates'],
	roughjs: ['hachure-fill', 'path-data-parser', 'points-on-curve', 'points-on-path'],
};

/** A package that a build takes along. */
export interface PackageWithin {
	readonly name: string;
	/** Where it is installed; null of what is only there inside `holder`. */
	readonly folder: string | null;
	readonly holder: string;
}

/**
 * The packages that a module or an asset (by its path) brings into a build: the one it belongs to,
 * and those which that one holds inside itself, so that no module of theirs is seen.
 */
export function packagesWithin(path: string): readonly PackageWithin[] {
	const bundler = OF_BUNDLER.exec(path)?.[1];
	const file = bundler
		? `${ROOT}/node_modules/${bundler}/`
		: path
				.replace(/^\0/, '')
				.replace(/[?#].*$/, '')
				.replaceAll('\\', '/');
	const [folder, holder] = PACKAGE.exec(file) ?? [];
	if (folder === undefined || holder === undefined) return [];
	const held = new Set([...(HOLDS[holder] ?? []), ...namesInMap(`${file}.map`)]);
	held.delete(holder);
	return [
		{ name: holder, folder, holder },
		...[...held].map((name) => ({ name, folder: folderOf(name, folder), holder })),
	];
}

const SourceMap = z.object({ sources: z.array(z.string().nullable()).default([]) });

function namesInMap(path: string): readonly string[] {
	if (!existsSync(path)) return [];
	const { sources } = SourceMap.parse(JSON.parse(readFileSync(path, 'utf8')));
	return sources.flatMap((source) => PACKAGE.exec(source ?? '')?.[1] ?? []);
}

/** As Node looks for it: inside of who asks, then beside it, then at the root. */
function folderOf(name: string, from: string): string | null {
	const beside = from.slice(0, from.lastIndexOf('/node_modules/'));
	const places = [from, beside, ROOT].map((place) => join(place, 'node_modules', name));
	return places.find((place) => existsSync(join(place, 'package.json'))) ?? null;
}
