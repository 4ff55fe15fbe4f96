import { recordOf } from '#machines/history/history-record.ts';
import { tell } from '#server/history/tell.ts';
import type { Workspace } from '#server/workspace.ts';
import type { HistoryExport } from '#shared/export/history.ts';
import type { ArtefactId } from '#shared/id.ts';

/** The whole log in words, oldest first; with an artefact, only what is about it. */
export function exportHistory(
	{ journal, store, artefacts }: Pick<Workspace, 'journal' | 'store' | 'artefacts'>,
	artefact: ArtefactId | null = null,
): HistoryExport {
	const { ledger } = journal;
	const told = tell({ ledger, blobs: store.log, artefacts });
	const telling = {
		textOf: told.textOf,
		nameOf: remembered(told.nameOf),
		titleOf: remembered(told.titleOf),
		isProvisional: () => false,
		refusalOf: () => null,
	};
	const events = [...ledger.events()]
		.map((verified) => recordOf(ledger, verified, telling))
		.filter((record) => artefact === null || record.artefact?.id === artefact);
	return { format: 'lintel/history', version: 1, workspace: ledger.state().root, events };
}

/** Looked up once each: a log names few people and many events. */
function remembered<K>(look: (key: K) => string): (key: K) => string {
	const known = new Map<K, string>();
	return (key) => {
		const found = known.get(key) ?? look(key);
		known.set(key, found);
		return found;
	};
}
