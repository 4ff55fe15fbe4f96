import { recordOf } from '#machines/history/history-record.ts';
import { nameRefOf } from '#machines/history/name-ref.ts';
import type { Workspace } from '#server/workspace.ts';
import type { HistoryExport } from '#shared/export/history.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';

/** The whole log in words, oldest first; with an artefact, only what is about it. */
export function exportHistory(
	workspace: Pick<Workspace, 'journal' | 'store' | 'artefacts'>,
	artefact: ArtefactId | null = null,
): HistoryExport {
	const { ledger } = workspace.journal;
	const { membership, root } = ledger.state();
	const titles = titlesOf(workspace);
	const textOf = (ref: BlobRef) => workspace.store.log.readBlob(ref)?.text ?? null;
	const names = new Map<string, string>();
	const nameOf = (id: string) => {
		const known = names.get(id);
		if (known !== undefined) return known;
		const ref = nameRefOf(membership, id);
		const name = (ref === null ? null : textOf(ref)) ?? (id === '' ? 'Someone' : id);
		names.set(id, name);
		return name;
	};
	const telling = {
		...{ nameOf, textOf },
		titleOf: (id: ArtefactId) => titles.get(id) ?? 'Untitled',
		isProvisional: () => false,
		refusalOf: () => null,
	};
	const events = [...ledger.events()]
		.map((verified) => recordOf(ledger, verified, telling))
		.filter((record) => artefact === null || record.artefact?.id === artefact);
	return { format: 'lintel/history', version: 1, workspace: root, events };
}

function titlesOf({ artefacts }: Pick<Workspace, 'artefacts'>): Map<string, string> {
	const { stories, contexts } = artefacts();
	const components = contexts.flatMap((context) => context.components);
	return new Map([
		...stories.map(({ id, title }) => [id, title] as const),
		...contexts.map(({ id, name }) => [id, name] as const),
		...components.map(({ id, name }) => [id, name] as const),
	]);
}
