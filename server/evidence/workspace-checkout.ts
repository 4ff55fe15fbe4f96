/** The checkout of a workspace that is open here, as its documents and files are now. */
import type { ArtefactReader } from '#server/artefact-reader.ts';
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Files } from '#server/files/files.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Journal } from '#server/log/journal.ts';
import { type RepositoryTraces, traceRepository } from '#server/trace/trace-repository.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { practicesOf, practised } from '#shared/trace/practices.ts';

export function workspaceCheckout(deps: {
	readonly disk: Disk;
	readonly run: Run;
	readonly folder: string;
	readonly journal: Journal;
	readonly reader: ArtefactReader;
	readonly files: Pick<Files, 'designPath' | 'designText' | 'config'>;
	readonly settings: Pick<SettingsSource, 'current'>;
}): CheckoutInHand {
	const { folder, journal, reader, files, settings } = deps;
	const state = () => journal.ledger.state();
	let traces: RepositoryTraces | null = null;

	/** Where the map, the Designs and the path rules say that the files are, as `lintel check` sees it. */
	function trace(): RepositoryTraces {
		const { policy } = state();
		const written = reader.artefacts().designs.map(({ id, component }) => {
			return { id, name: component, file: files.designPath(id), ...reader.pathsIn(id) };
		});
		return traceRepository({ ...deps, root: folder }, false, {
			...{ contexts: reader.contexts(), written, folder: files.config.paths.designs },
			conventions: conventionsOf(settings.current(), policy.failing),
			ignored: policy.ignore,
		});
	}

	return {
		folder,
		state,
		// Traced anew: what is there after a run has to be what was there before.
		artefacts() {
			traces = trace();
			return practised(reader.artefacts(), practicesOf(state().policy));
		},
		revisionOf: reader.revisionOf,
		filesOf(design) {
			traces ??= trace();
			return traces.filesOf(design);
		},
		designFile: (design) => ({
			path: files.designPath(design),
			markdown: files.designText(design),
		}),
	};
}
