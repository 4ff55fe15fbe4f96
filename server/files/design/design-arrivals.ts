/**
 * Design files that appear while Lintel runs: a new design, or one whose file has another name now.
 * Its id says which, or its words where it has none.
 */
import { basename, dirname } from 'node:path';
import type { Config } from '#server/files/config/config.ts';
import type { DesignFiles } from '#server/files/design/design-files.ts';
import { rememberDesign, rememberedDesign } from '#server/files/design/design-memory.ts';
import { createDesignOwner, type DesignOwner } from '#server/files/design/design-owner.ts';
import { likenessOf } from '#server/files/design/likeness.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { idOfQuestion, type Questions } from '#server/files/questions/questions.ts';
import { designIdIn, idTwice, ownerless } from '#server/files/scan.ts';
import type { Store } from '#server/storage/store.ts';
import type { ComponentId } from '#shared/id.ts';

export interface DesignArrivals {
	/** These files changed together: names that moved among them are followed before any is read. */
	before(paths: readonly string[]): void;
	/** The design that a file without one is now; null where it is none, which a Finding says. */
	arrive(path: string): ComponentId | null;
}

/** Fewer lines in common make another design. */
const ALIKE = 0.5;

export function createDesignArrivals(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly config: Config;
	readonly store: Store;
	readonly board: FindingBoard;
	readonly questions: Questions;
	readonly designs: DesignFiles;
}): DesignArrivals {
	const { disk, root, config, store, board, questions, designs } = deps;
	/** Reads the context map when first asked, and no more until the next files come. */
	let ownerOf: DesignOwner | null = null;

	function before(paths: readonly string[]): void {
		ownerOf = null;
		const moves = paths.flatMap((path) => {
			if (!isDesignPath(path)) return [];
			const text = textAt(path);
			const id = text === null ? null : designIdIn(text);
			if (id === null || text === null || designs.idAt(path) === id) return [];
			const from = knownPathOf(id);
			return from !== null && from !== path && !holds(from, id, path)
				? [{ id, from, path, text }]
				: [];
		});
		const agreed = moves.map(({ from }) => store.agreed.read(from));
		store.together(() => {
			for (const { from } of moves) store.agreed.remove(from);
			for (const [n, { from, path }] of moves.entries()) {
				const text = agreed[n];
				if (text) store.agreed.write(path, text);
				follow(from, path);
			}
		});
		for (const { id, path, text } of moves) designs.adopt({ id, path, text });
		if (moves.length > 0) questions.tell();
	}

	/** Whether a path still is this design's file, and not another way to write its new name. */
	function holds(path: string, id: ComponentId, next: string): boolean {
		if (path.toLowerCase() === next.toLowerCase() && !isListed(path)) return false;
		const text = textAt(path);
		return text !== null && designIdIn(text) === id;
	}

	/** Where capitals make no difference, a file answers to names that it does not have. */
	function isListed(path: string): boolean {
		try {
			return disk.readdirSync(dirname(`${root}/${path}`)).includes(basename(path));
		} catch {
			return false;
		}
	}

	function follow(from: string, to: string): void {
		questions.remove(idOfQuestion('file-gone', from));
		questions.move(from, to);
		board.post(from, null);
	}

	function arrive(path: string): ComponentId | null {
		if (!isDesignPath(path)) return null;
		const read = readText(disk, root, path);
		if (read.kind !== 'text') {
			board.post(path, read.kind === 'refused' ? read.finding : null);
			return null;
		}
		const own = designIdIn(read.text);
		const moved = own === null ? lostAndAlike(read.text) : null;
		if (moved !== null) move(moved, path, read.text);
		if (!isListed(path)) return null;
		const id = own ?? moved ?? owner()(path, read.text);
		const there = id === null ? null : knownPathOf(id);
		const isSecond = there !== null && there !== path && textAt(there) !== null;
		if (id === null) board.post(path, ownerless(path));
		else if (isSecond) board.post(path, idTwice(path, there));
		else {
			board.post(path, null);
			designs.adopt({ id, path, text: read.text });
			return id;
		}
		return null;
	}

	/** The design whose file is gone and said nearly the same. */
	function lostAndAlike(text: string): ComponentId | null {
		const lost = designs.ids().flatMap((id) => {
			const path = knownPathOf(id);
			const agreed = path === null ? null : store.agreed.read(path);
			if (path === null || agreed === null || textAt(path) !== null) return [];
			return { id, likeness: likenessOf(agreed, text) };
		});
		const best = lost.sort((a, b) => b.likeness - a.likeness)[0];
		return best !== undefined && best.likeness >= ALIKE ? best.id : null;
	}

	function move(id: ComponentId, path: string, text: string): void {
		const from = knownPathOf(id);
		const agreed = from === null ? null : store.agreed.read(from);
		if (from === null || agreed === null) return;
		store.together(() => {
			store.agreed.remove(from);
			store.agreed.write(path, agreed);
			rememberDesign(store, from, null);
			rememberDesign(store, path, id);
			follow(from, path);
		});
		designs.adopt({ id, path, text });
		questions.tell();
	}

	function owner(): DesignOwner {
		ownerOf ??= createDesignOwner({
			config,
			stories: readText(disk, root, config.paths.stories),
			contexts: readText(disk, root, config.paths.contexts),
			remembered: (path) => rememberedDesign(store, path),
		});
		return ownerOf;
	}

	function knownPathOf(id: ComponentId): string | null {
		return designs.ids().includes(id) ? designs.pathOf(id) : null;
	}

	function textAt(path: string): string | null {
		const read = readText(disk, root, path);
		return read.kind === 'text' ? read.text : null;
	}

	function isDesignPath(path: string): boolean {
		return path.startsWith(`${config.paths.designs}/`) && path.endsWith('.md');
	}

	return { before, arrive };
}
