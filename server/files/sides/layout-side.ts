/** The side of `.lintel/layout.json`: where people put the Contexts of the map. */

import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import type { FileSide, SideDeps } from '#server/files/sides/file-side.ts';
import { readLayoutText } from '#server/files/sides/layout-text.ts';
import { absorbPositions } from '#shared/doc/edits/layout.ts';
import { openLayoutDoc, type Positions, readPositions } from '#shared/doc/layout-doc.ts';
import { LAYOUT_PATH, printLayout, readLayout } from '#shared/doc/layout-file.ts';

const DOC = 'layout';
const ORIGIN = { kind: 'file', id: LAYOUT_PATH } as const;

export function createLayoutSide(deps: SideDeps): FileSide {
	const { disk, root, rooms, board } = deps;
	const { agreed } = deps.store;
	let waiting = false;

	const read = () => readLayoutText(disk, root);

	/** Brings what the file says into the document; answers whether it could be read. */
	async function takeIn(): Promise<boolean> {
		const there = read();
		const isBroken = there !== null && 'rule' in there;
		board.post(LAYOUT_PATH, isBroken ? there : null);
		if (isBroken) return false;
		// A layout that is gone is no wish to forget it: it is written anew after the next move.
		if (there === null || there.text === agreed.read(LAYOUT_PATH)) return true;
		const base = readLayout(agreed.read(LAYOUT_PATH) ?? '');
		const before: Positions = base.ok ? base.value : new Map();
		await rooms.open(DOC).edit(ORIGIN, (yDoc) => {
			absorbPositions(openLayoutDoc(yDoc), before, there.positions, ORIGIN);
		});
		agreed.write(LAYOUT_PATH, there.text);
		return true;
	}

	function flush(): readonly string[] {
		if (!waiting) return [];
		const there = read();
		if (there !== null && 'rule' in there) {
			board.post(LAYOUT_PATH, there);
			return [];
		}
		if (there !== null && there.text !== agreed.read(LAYOUT_PATH)) {
			// Somebody else wrote it meanwhile: that comes in first, and what is asked for waits.
			void takeIn().catch(deps.onError);
			return [];
		}
		const positions = readPositions(openLayoutDoc(rooms.open(DOC).yDoc));
		waiting = false;
		if (isSame(there?.positions ?? new Map(), positions)) return [];
		return write(printLayout(positions), there?.text ?? null);
	}

	function write(text: string, before: string | null): readonly string[] {
		const isAsBefore = () => {
			const now = readText(disk, root, LAYOUT_PATH);
			return (now.kind === 'text' ? now.text : null) === before;
		};
		const written = writeText(disk, root, LAYOUT_PATH, text, isAsBefore);
		waiting = !written.ok || !written.value;
		board.post(LAYOUT_PATH, written.ok ? null : written.error);
		if (waiting) return [];
		agreed.write(LAYOUT_PATH, text);
		return [LAYOUT_PATH];
	}

	return {
		places: [LAYOUT_PATH],
		paths: () => [LAYOUT_PATH],
		async fileChanged(path) {
			if (path === LAYOUT_PATH) await takeIn();
		},
		docChanged(name) {
			if (name === DOC) waiting = true;
			return name === DOC;
		},
		flush,
		isWaiting: () => waiting,
		/** A document that nobody opened yet is founded on the file when somebody does. */
		async catchUp() {
			const whole = await takeInIfKnown();
			waiting = whole && rooms.names().includes(DOC);
		},
	};

	async function takeInIfKnown(): Promise<boolean> {
		if (rooms.names().includes(DOC)) return takeIn();
		const there = read();
		const isBroken = there !== null && 'rule' in there;
		board.post(LAYOUT_PATH, isBroken ? there : null);
		return !isBroken;
	}
}

function isSame(one: Positions, other: Positions): boolean {
	return printLayout(one) === printLayout(other);
}
