import type { Disk } from '#server/files/disk.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { ComponentId } from '#shared/id.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

/** The designs whose code file and test file both exist, by the paths of the 1:1:1 rule. */
export function implementedDesigns(
	disk: Disk,
	root: string,
	preset: Preset | null,
	designs: readonly ComponentId[],
	contexts: readonly Context[],
): ComponentId[] {
	if (preset === null) return [];
	const components = new Map(
		contexts.flatMap((context) => context.components.map((component) => [component.id, component])),
	);
	return designs.flatMap((id) => {
		const component = components.get(id);
		const paths = component ? tracePathsOf(preset, component.code) : null;
		if (!paths || !existsInside(disk, root, paths.code)) return [];
		return paths.tests.some((path) => existsInside(disk, root, path)) ? id : [];
	});
}

/** `path` comes from a document, and so from anybody: it has to stay inside the repository. */
export function existsInside(disk: Disk, root: string, path: string): boolean {
	if (path === '' || path.startsWith('/') || path.split('/').includes('..')) return false;
	return disk.existsSync(`${root}/${path}`);
}
