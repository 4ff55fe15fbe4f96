/** What a document starts as: its file's text, which from then on is what both agree on. */
import type { Config } from '#server/files/config/config.ts';
import { rememberDesign } from '#server/files/design/design-memory.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { designIdIn, type Scan } from '#server/files/scan.ts';
import type { Store } from '#server/storage/store.ts';
import type { Seed } from '#server/sync/replica.ts';
import type { Story } from '#shared/artefact/story.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { LAYOUT_PATH } from '#shared/doc/layout-file.ts';
import { seedOf } from '#shared/doc/seed.ts';

export function createSeeds(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly config: Config;
	readonly scan: Scan;
	readonly store: Store;
	/** The Stories in hand: a context map without ids names them by title. */
	readonly stories: () => readonly Story[];
}): (name: DocName) => Seed {
	const { disk, root, config, scan, store } = deps;

	return (name) => {
		const path = pathOf(name);
		const read = path === null ? null : readText(disk, root, path);
		const text = read?.kind === 'text' ? read.text : '';
		if (path !== null && read?.kind === 'text') {
			store.agreed.write(path, text);
			const kind = docKindOf(name);
			if (kind?.kind === 'design' && designIdIn(text) === null) {
				rememberDesign(store, path, kind.id);
			}
		}
		return seedOf(name, text, name === 'contexts' ? { stories: deps.stories() } : {});
	};

	function pathOf(name: DocName): string | null {
		const kind = docKindOf(name);
		if (kind?.kind === 'stories') return config.paths.stories;
		if (kind?.kind === 'contexts') return config.paths.contexts;
		if (kind?.kind === 'layout') return LAYOUT_PATH;
		return kind?.kind === 'design' ? (scan.designs.get(kind.id)?.path ?? null) : null;
	}
}
