/** The checkout of a workspace that is open here, as its documents and files are now. */
import type { ArtefactReader } from '#server/artefact-reader.ts';
import type { CheckoutInHand } from '#server/evidence/checkout-in-hand.ts';
import { createFileHashes } from '#server/evidence/files-in-hand.ts';
import type { Disk } from '#server/files/disk.ts';
import type { Files } from '#server/files/files.ts';
import type { SettingsSource } from '#server/files/settings-source.ts';
import type { Journal } from '#server/log/journal.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { practicesOf, practised } from '#shared/trace/practices.ts';

export function workspaceCheckout(deps: {
	readonly disk: Disk;
	readonly folder: string;
	readonly journal: Journal;
	readonly reader: ArtefactReader;
	readonly files: Pick<Files, 'designPath' | 'designText'>;
	readonly settings: Pick<SettingsSource, 'current'>;
}): CheckoutInHand {
	const { disk, folder, journal, reader, files, settings } = deps;
	const hashes = createFileHashes(disk, folder);
	const state = () => journal.ledger.state();
	return {
		folder,
		state,
		artefacts: () => practised(reader.artefacts(), practicesOf(state().policy)),
		revisionOf: reader.revisionOf,
		filesOf(design) {
			const { preset } = conventionsOf(settings.current(), state().policy.failing);
			const components = reader.contexts().flatMap((context) => context.components);
			const code = components.find(({ id }) => id === design)?.code ?? '';
			return hashes.ofCode(preset, code);
		},
		designFile: (design) => ({
			path: files.designPath(design),
			markdown: files.designText(design),
		}),
	};
}
