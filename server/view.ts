/** What documents, log and files add up to: states, Findings, status, and what is observed here. */
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import { type ArtefactView, observe } from '#machines/lifecycle/observe.ts';
import type { ArtefactReader } from '#server/artefact-reader.ts';
import { checkoutOf } from '#server/files/checkout.ts';
import type { Disk } from '#server/files/disk.ts';
import type { Files } from '#server/files/files.ts';
import { implementedDesigns } from '#server/files/implemented.ts';
import type { LogFiles } from '#server/files/log-files.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import { check } from '#shared/trace/check.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { type Status, statusOf } from '#shared/trace/status.ts';

export interface View {
	viewOf(id: ArtefactId): ArtefactView;
	findings(): readonly Finding[];
	status(): Status;
	observed(): Observed;
	onObserved(listener: (observed: Observed) => void): () => void;
	/** Looks at the checkout again, and tells if it looks different. */
	look(): void;
	stop(): void;
}

export function createView(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly now: () => Date;
	readonly ledger: Ledger;
	readonly files: Files;
	readonly logFiles: LogFiles;
	readonly reader: ArtefactReader;
}): View {
	const { disk, root, ledger, files, logFiles, reader } = deps;
	const listeners = new Set<(observed: Observed) => void>();
	let checked: { readonly version: number; readonly findings: readonly Finding[] } | null = null;
	let seen = seeNow();

	const leave = files.onChange(look);

	function seeNow(): Observed {
		return {
			type: 'observed',
			checkout: checkoutOf(disk, root),
			at: deps.now().toISOString(),
			implemented: implementedDesigns(disk, root, files.config.preset, reader.artefacts()),
			findings: [...files.findings()],
			unsaved: logFiles.unsaved(),
		};
	}

	function look(): void {
		const before = seen;
		seen = seeNow();
		if (JSON.stringify({ ...before, at: '' }) === JSON.stringify({ ...seen, at: '' })) return;
		for (const listener of listeners) listener(seen);
	}

	function viewOf(id: ArtefactId): ArtefactView {
		return observe(ledger.state(), id, {
			revision: reader.revisionOf(id),
			implemented: seen.implemented.includes(id),
			upstream: reader.revisionOf,
		});
	}

	function findings(): readonly Finding[] {
		if (checked?.version !== reader.version()) {
			checked = { version: reader.version(), findings: check(reader.artefacts()) };
		}
		return [...checked.findings, ...files.findings()];
	}

	function status(): Status {
		const log = { events: ledger.size, verified: true };
		return statusOf(reader.artefacts(), viewOf, findings(), log);
	}

	function onObserved(listener: (observed: Observed) => void): () => void {
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	return { viewOf, findings, status, observed: () => seen, onObserved, look, stop: leave };
}
