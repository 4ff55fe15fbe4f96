/**
 * Stores what an import planned for the Stories, slice by slice, so that everybody else is answered
 * in between. Planning and storing take a while, and people write meanwhile: where they wrote in
 * what the plan rewrites, the rest is planned anew. An import that is cut off is taken up by the
 * next one of the same files: what is stored is known to be.
 */
import { setImmediate } from 'node:timers/promises';
import { fileFinding } from '#server/files/file-finding.ts';
import type { StoriesPlan } from '#server/files/import-reader.ts';
import type { StoriesThere } from '#server/files/import-stories-plan.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import {
	applyImportSlice,
	readImportMemory,
	type StorablePiece,
	type StorablePlan,
} from '#shared/doc/edits/import.ts';
import type { Origin } from '#shared/doc/origin.ts';
import {
	openStoriesDoc,
	readBlockOrder,
	readStoriesBlock,
	readStoryBlocks,
	type StoriesDoc,
} from '#shared/doc/stories-doc.ts';
import type { Finding } from '#shared/trace/finding.ts';

const ORIGIN: Origin = { kind: 'file', id: 'import' };
/** So often somebody may write in the same Stories before they are left to it. */
const TRIES = 5;
/** So many pieces are stored in one go: within the time that nobody notices. */
const SLICE = 100;

type Told = Omit<StoriesPlan, 'plan'>;

export async function importStories(
	rooms: Rooms,
	planAgainst: (there: StoriesThere) => Promise<StoriesPlan>,
	options: { readonly dryRun: boolean },
): Promise<Told> {
	const room = rooms.open('stories');
	let report: Told | null = null;
	for (let tries = 0; tries < TRIES; tries++) {
		const doc = openStoriesDoc(room.yDoc);
		const blocks = readStoryBlocks(doc);
		const order = orderOf(doc);
		const { plan, ...told } = await planAgainst({ blocks, memory: readImportMemory(doc) });
		report = report === null ? told : toldBoth(report, told);
		if (options.dryRun || (await storeSlices(room, plan, blocks, order))) return report;
	}
	return { entries: [], findings: [busy()] };
}

/** Whether all of it is stored: where it no longer fits, it stops ahead of that slice. */
async function storeSlices(
	room: Room,
	plan: StorablePlan,
	before: readonly StoriesBlock[],
	order: string,
): Promise<boolean> {
	const was = new Map(before.map((block) => [idOfBlock(block), block]));
	for (let from = 0; from === 0 || from < plan.pieces.length; from += SLICE) {
		const slice = plan.pieces.slice(from, from + SLICE);
		let fits = false;
		await room.edit(ORIGIN, (yDoc) => {
			const now = openStoriesDoc(yDoc);
			fits = (from > 0 || orderOf(now) === order) && stillFits(slice, was, now);
			if (fits) applyImportSlice(now, plan, from, from + SLICE, ORIGIN);
		});
		if (!fits) return false;
		await setImmediate();
	}
	return true;
}

/** What an earlier try stored is no more than the same to the next one: it is told as what it was. */
function toldBoth(before: Told, now: Told): Told {
	const stored = new Map(before.entries.map((entry) => [`${entry.file}:${entry.line}`, entry]));
	const entries = now.entries.map((entry) =>
		entry.became === 'same' ? (stored.get(`${entry.file}:${entry.line}`) ?? entry) : entry,
	);
	return { ...now, entries };
}

/** Whatever comes or goes changes it. */
function orderOf(doc: StoriesDoc): string {
	return readBlockOrder(doc.blocks)
		.map(({ id }) => id)
		.join();
}

/** What the slice rewrites reads as it did. */
function stillFits(
	slice: readonly StorablePiece[],
	was: ReadonlyMap<string, StoriesBlock>,
	now: StoriesDoc,
): boolean {
	return slice.every(({ outcome, block }) => {
		if (block === null || (outcome !== 'update' && outcome !== 'conflict')) return true;
		const id = idOfBlock(block);
		return JSON.stringify(was.get(id)) === JSON.stringify(readStoriesBlock(now, id));
	});
}

function busy(): Finding {
	return fileFinding(
		'import-busy',
		'error',
		null,
		'Somebody was writing in the same stories all the while, so nothing of them was imported.',
		'Import again.',
	);
}
