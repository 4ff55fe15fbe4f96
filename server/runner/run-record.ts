/**
 * What the relay keeps of the runs of one workspace, so that a start after a crash goes on with those
 * that were under way. It holds no key and nothing that a model said.
 */
import * as z from 'zod/mini';
import { readMetaJson } from '#server/storage/meta-json.ts';
import type { Store } from '#server/storage/store.ts';
import { RunView } from '#shared/protocol/run.ts';

export interface RunRecords {
	list(): readonly RunView[];
	save(run: RunView): void;
}

const META = 'runner-runs';
/** Ended ones beyond that are forgotten: their transcripts say all of it. */
const MOST_KEPT = 50;

export function openRunRecords(store: Pick<Store, 'readMeta' | 'writeMeta'>): RunRecords {
	const read = z.array(RunView).safeParse(readMetaJson(store, META)).data ?? [];
	const runs = new Map(read.map((run) => [run.session, run]));

	return {
		list: () => [...runs.values()],
		save(run) {
			runs.delete(run.session);
			runs.set(run.session, run);
			const ended = [...runs.values()].filter(({ status }) => status === 'ended');
			for (const old of ended.slice(0, Math.max(0, ended.length - MOST_KEPT)))
				runs.delete(old.session);
			store.writeMeta(META, JSON.stringify([...runs.values()]));
		},
	};
}
