import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'rolldown';
import * as z from 'zod';
import { PackageLicence } from '../shared/package-licence.ts';
import { isAccepted } from './is-accepted.ts';
import { type PackageWithin, packagesWithin } from './packages-within.ts';
import { readHeldPackage, readPackage } from './read-package.ts';
import { writeOut } from './write-out.ts';

interface Options {
	/** The folder that the paths of assets start from. */
	readonly root: string;
	/** The files of the list, in the folder of the build: `.json` for programs, `.txt` for people. */
	readonly files: readonly string[];
	/** Lists (JSON) of builds that this one takes along as they are. */
	readonly lists?: readonly string[];
}

type Files = Parameters<Extract<Plugin['generateBundle'], (...all: never[]) => unknown>>[1];

/** The plugins of one build that ships what others wrote. */
export interface LicenceList {
	/** For bundles that are made on the way, as workers are: their packages count as well. */
	readonly collects: Plugin;
	/** For the build itself: adds the list to its files. */
	readonly writes: Plugin;
	/** For a bundle that is made afterwards: it may bring no package that the list lacks. */
	readonly holdsAll: Plugin;
}

/**
 * Hands on the licences of third parties: of each package that is really taken into a build, by its
 * modules, its assets (fonts, grammars) or inside another package. Vite's own `build.license` and
 * Rollup's plugins see the modules of one bundle alone. A licence that we may not ship under, or
 * a package without its words, stops the build.
 */
export function createLicenceList({ root, files, lists = [] }: Options): LicenceList {
	const found = new Map<string, PackageWithin & { readonly paths: string[] }>();

	function collect(bundle: Files): void {
		for (const path of Object.values(bundle).flatMap((file) => pathsOf(file, root)))
			for (const one of packagesWithin(path)) {
				const known = found.get(keyOf(one)) ?? { ...one, paths: [] };
				found.set(keyOf(one), known);
				known.paths.push(path);
			}
	}

	function licences(): readonly PackageLicence[] {
		const own = [...found.values()].map(({ name, folder, holder, paths }) => {
			const read = folder === null ? readHeldPackage(name, holder) : readPackage(folder);
			const fontsOnly = paths.every((path) => /\.woff2?$/.test(path.replace(/\?.*$/, '')));
			if (isAccepted(read.licence, { fontsOnly })) return read;
			throw new Error(
				`The package ${name} would be shipped under ${read.licence}, which Lintel doesn't ship under. Take another package, or leave it out.`,
			);
		});
		return inOrder([...own, ...lists.flatMap(readList)]);
	}

	return {
		collects: { name: 'licences-collect', generateBundle: (_, bundle) => collect(bundle) },
		writes: {
			name: 'licences-write',
			generateBundle(_, bundle) {
				collect(bundle);
				const list = licences();
				for (const fileName of files)
					this.emitFile({ type: 'asset', fileName, source: writeOut(list, fileName) });
			},
		},
		holdsAll: {
			name: 'licences-hold-all',
			generateBundle(_, bundle) {
				const listed = new Set(found.keys());
				collect(bundle);
				const late = [...found.keys()].filter((key) => !listed.has(key));
				if (late.length > 0)
					throw new Error(`The list of licences was written without ${late.join(', ')}.`);
			},
		},
	};
}

function keyOf({ folder, name }: PackageWithin): string {
	return folder ?? name;
}

function pathsOf(file: Files[string], root: string): readonly string[] {
	if (file.type === 'chunk') return file.moduleIds;
	return file.originalFileNames.map((name) => resolve(root, name));
}

function readList(path: string): readonly PackageLicence[] {
	if (!existsSync(path)) throw new Error(`There is no ${path}: npm run build makes it first.`);
	return z.array(PackageLicence).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** By name, then version, each once. */
function inOrder(list: readonly PackageLicence[]): readonly PackageLicence[] {
	const byKey = new Map(list.map((one) => [`${one.name} ${one.version ?? ''}`, one]));
	return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
