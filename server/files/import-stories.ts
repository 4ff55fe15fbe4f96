/**
 * Stores what an import planned for the Stories, in one step. Planning takes a while, and people
 * write meanwhile: where they wrote in what the plan rewrites, it is planned anew.
 */
import { fileFinding } from '#server/files/file-finding.ts';
import type { StoriesPlan } from '#server/files/import-reader.ts';
import type { StoriesThere } from '#server/files/import-stories-plan.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { idOfBlock, type StoriesBlock } from '#shared/doc/block.ts';
import { applyImport, readImportMemory, type StorablePlan } from '#shared/doc/edits/import.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStoryBlocks } from '#shared/doc/stories-doc.ts';
import type { Finding } from '#shared/trace/finding.ts';

const ORIGIN: Origin = { kind: 'file', id: 'import' };
/** So often somebody may write in the same Stories before they are left to it. */
const TRIES = 5;

type Told = Omit<StoriesPlan, 'plan'>;

export async function importStories(
	rooms: Rooms,
	planAgainst: (there: StoriesThere) => Promise<StoriesPlan>,
	options: { readonly dryRun: boolean },
): Promise<Told> {
	const room = rooms.open('stories');
	for (let tries = 0; tries < TRIES; tries++) {
		const doc = openStoriesDoc(room.yDoc);
		const blocks = readStoryBlocks(doc);
		const { plan, ...told } = await planAgainst({ blocks, memory: readImportMemory(doc) });
		if (options.dryRun) return told;
		let fits = false;
		await room.edit(ORIGIN, (yDoc) => {
			const now = openStoriesDoc(yDoc);
			fits = stillFits(plan, blocks, readStoryBlocks(now));
			if (fits) applyImport(now, plan, ORIGIN);
		});
		if (fits) return told;
	}
	return { entries: [], findings: [busy()] };
}

/** Nothing came or went, and what the plan rewrites reads as it did. */
function stillFits(
	{ pieces }: StorablePlan,
	before: readonly StoriesBlock[],
	now: readonly StoriesBlock[],
): boolean {
	const was = new Map(before.map((block) => [idOfBlock(block), block]));
	const is = new Map(now.map((block) => [idOfBlock(block), block]));
	if (was.size !== is.size || [...is.keys()].some((id) => !was.has(id))) return false;
	return pieces.every(({ outcome, block }) => {
		if (block === null || (outcome !== 'update' && outcome !== 'conflict')) return true;
		const id = idOfBlock(block);
		return JSON.stringify(was.get(id)) === JSON.stringify(is.get(id));
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
