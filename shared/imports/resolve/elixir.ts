import type { CodeRepository, Resolve } from '#shared/imports/resolve/repository.ts';

/** Modules by the files that define them: their names need not follow their paths. */
export function resolveElixir({ paths, importsOf }: CodeRepository): Resolve {
	const byModule = new Map<string, string>();
	for (const path of paths) {
		if (!path.endsWith('.ex')) continue;
		for (const module of importsOf(path)?.modules ?? []) {
			if (!byModule.has(module)) byModule.set(module, path);
		}
	}

	return (from, { specifier }) => {
		const path = byModule.get(specifier);
		return path === undefined || path === from ? [] : [path];
	};
}
