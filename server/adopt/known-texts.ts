/** The texts that Findings are about, each split into lines once while it is the same. */
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { Store } from '#server/storage/store.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { ComponentId } from '#shared/id.ts';

/** The same object while the text is the same. */
export interface Lines {
	readonly text: string;
	readonly lines: readonly string[];
}

export interface KnownTexts {
	/** From here on every file is asked once more whether it changed. */
	lookAgain(): void;
	/** A file as it lies on the disk; null where there is no text. */
	onDisk(path: string): Lines | null;
	/** The file of stories or of the map, as it last agreed with the documents. */
	agreed(path: string): Lines | null;
	/** A Design as its document reads now. */
	design(design: Design): Lines;
}

interface Kept {
	readonly stamp: string;
	readonly lines: Lines | null;
}

export function createKnownTexts(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly agreed: Pick<Store['agreed'], 'read'>;
	readonly designText: (id: ComponentId) => string;
}): KnownTexts {
	const { disk, root } = deps;
	const designs = new WeakMap<Design, Lines>();
	let files = new Map<string, Kept>();
	let before = files;
	const agreed = new Map<string, Lines | null>();
	let isFresh = new Set<string>();

	function onDisk(path: string): Lines | null {
		const known = files.get(path);
		if (known !== undefined) return known.lines;
		const stat = disk.statSync(`${root}/${path}`, { throwIfNoEntry: false });
		const stamp = stat === undefined ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
		const last = before.get(path);
		const kept = last?.stamp === stamp ? last : { stamp, lines: read(path) };
		files.set(path, kept);
		return kept.lines;
	}

	function read(path: string): Lines | null {
		const file = readText(disk, root, path);
		return file.kind === 'text' ? linesIn(file.text) : null;
	}

	return {
		lookAgain() {
			[before, files] = [files, new Map()];
			isFresh = new Set();
		},
		onDisk,
		agreed(path) {
			const last = agreed.get(path) ?? null;
			if (isFresh.has(path)) return last;
			isFresh.add(path);
			const text = deps.agreed.read(path);
			const now = text === null ? null : last?.text === text ? last : linesIn(text);
			agreed.set(path, now);
			return now;
		},
		design(design) {
			const known = designs.get(design) ?? linesIn(deps.designText(design.id));
			designs.set(design, known);
			return known;
		},
	};
}

function linesIn(text: string): Lines {
	return { text, lines: text.split('\n') };
}
