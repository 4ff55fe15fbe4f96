import { nameRefOf } from '#machines/history/name-ref.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { LogStore } from '#server/storage/store.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { entryOf } from '#shared/artefact/entry.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';

/** What the log doesn't hold, as the relay knows it: names, reasons and titles. */
export interface Told {
	nameOf(id: string): string;
	textOf(ref: BlobRef): string | null;
	titleOf(id: ArtefactId): string;
}

export interface ToldDeps {
	readonly ledger: Ledger;
	readonly blobs: Pick<LogStore, 'readBlob'>;
	readonly artefacts: () => Artefacts;
}

export function tell({ ledger, blobs, artefacts }: ToldDeps): Told {
	const textOf = (ref: BlobRef) => blobs.readBlob(ref)?.text ?? null;

	function nameOf(id: string): string {
		const ref = nameRefOf(ledger.state().membership, id);
		return (ref === null ? null : textOf(ref)) ?? (id === '' ? 'Someone' : id);
	}

	function titleOf(id: ArtefactId): string {
		const title = entryOf(artefacts(), id)?.title;
		return title?.trim() || 'Untitled';
	}

	return { nameOf, textOf, titleOf };
}
