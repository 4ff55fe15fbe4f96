import {
	type CodeRepository,
	folderOf,
	joined,
	within,
} from '#shared/imports/resolve/repository.ts';

/** Modules that `#[path]` puts elsewhere, each by the path that it would have without its ending. */
export interface PlacedModules {
	/** Undefined where the module lies where Rust looks. */
	readonly filesOf: ReadonlyMap<string, readonly string[]>;
	readonly moduleOf: ReadonlyMap<string, string>;
}

export function readPlaced(
	{ paths, has, importsOf }: CodeRepository,
	folderBelow: (file: string) => string,
): PlacedModules {
	const filesOf = new Map<string, readonly string[]>();
	const moduleOf = new Map<string, string>();
	for (const path of paths) {
		if (!path.endsWith('.rs')) continue;
		const declared = (importsOf(path)?.imports ?? []).filter(({ kind }) => kind === 'module');
		const placed = new Set(
			declared.filter(({ names }) => names.length > 0).map(({ specifier }) => specifier),
		);
		for (const { specifier, names } of declared) {
			if (!placed.has(specifier)) continue;
			const module = within(folderBelow(path), specifier);
			const [said] = names;
			const file =
				said === undefined
					? [`${module}.rs`, `${module}/mod.rs`].find(has)
					: joined(folderOf(path), said);
			if (file === undefined || file === null || !has(file)) continue;
			filesOf.set(module, [...(filesOf.get(module) ?? []), file]);
			if (said !== undefined) moduleOf.set(file, module);
		}
	}
	return { filesOf, moduleOf };
}
