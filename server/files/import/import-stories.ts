/**
 * Stores what an import planned for the Stories, slice by slice, so that everybody else is answered
 * in between. Planning and storing take a while, and people write meanwhile: where they wrote in
 * what the plan rewrites, the rest is planned anew. An import that is cut off is taken up by the
 * next one of the same files: what is stored is known to be.
 */
import { setImmediate } from 'node:timers/promises';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { StoriesPlan } from '#server/files/import/import-reader.ts';
import type { StoriesThere } from '#server/files/import/import-stories-plan.ts';
import type { ImportEntry } from '#server/files/reports.ts';
import type { Room } from '#server/sync/room.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { applyImportSlice, readImportMemory, type StorablePlan } from '#shared/doc/edits/import.ts';
import {
	blockOrderOf,
	groundOf,
	type ImportGround,
	sliceFits,
} from '#shared/doc/edits/import-ground.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStoryBlocks } from '#shared/doc/stories-doc.ts';
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
		const order = blockOrderOf(doc);
		const { plan, ...told } = await planAgainst({ blocks, memory: readImportMemory(doc) });
		report = report === null ? told : toldBoth(report, told);
		if (options.dryRun || (await storeSlices(room, plan, groundOf(order, blocks, plan))))
			return report;
	}
	return { entries: [], findings: [busy()] };
}

/** Whether all of it is stored: where it no longer fits, it stops ahead of that slice. */
async function storeSlices(room: Room, plan: StorablePlan, ground: ImportGround): Promise<boolean> {
	for (let from = 0; from === 0 || from < plan.pieces.length; from += SLICE) {
		let fits = false;
		await room.edit(ORIGIN, (yDoc) => {
			const now = openStoriesDoc(yDoc);
			fits = sliceFits(now, plan, from, from + SLICE, ground);
			if (fits) applyImportSlice(now, plan, from, from + SLICE, ORIGIN);
		});
		if (!fits) return false;
		await setImmediate();
	}
	return true;
}

/**
 * What an earlier try stored is no more than the same to the next one, which tells nothing of text
 * that is the same: each is told as what it was at first.
 */
function toldBoth(before: Told, now: Told): Told {
	const placeOf = ({ file, line }: ImportEntry) => `${file}:${line}`;
	const first = new Map(before.entries.map((entry) => [placeOf(entry), entry]));
	const entries = now.entries.map((entry) =>
		entry.became === 'same' ? (first.get(placeOf(entry)) ?? entry) : entry,
	);
	const told = new Set(entries.map(placeOf));
	const texts = before.entries.filter((one) => one.kind === 'text' && !told.has(placeOf(one)));
	const files = [...new Set(before.entries.map(({ file }) => file))];
	const inOrder = [...entries, ...texts].toSorted(
		(a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
	);
	return { ...now, entries: inOrder };
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
