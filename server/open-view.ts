/** What a workspace shows of itself, with what a team knows from before told apart. */
import { createKnownView, type KnownView } from '#server/adopt/known-view.ts';
import type { Config } from '#server/files/config/config.ts';
import { createLocate } from '#server/files/findings/located.ts';
import type { Store } from '#server/storage/store.ts';
import { createView } from '#server/view.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface OpenView extends KnownView {
	/** Fills in the file and line of what a Finding is about. */
	located(finding: Finding): Finding;
}

export function openView(
	deps: Parameters<typeof createView>[0] & {
		readonly config: Config;
		readonly store: Pick<Store, 'agreed'>;
	},
): OpenView {
	const { config, store, files, journal } = deps;
	const { designText } = files;
	const inFiles = {
		...{ config, designText, agreed: store.agreed },
		designPath: (id: ComponentId) => (designText(id) === '' ? null : files.designPath(id)),
	};
	const failing = () => journal.ledger.state().policy.failing;
	const view = createKnownView({ ...deps, ...inFiles, failing }, createView(deps));
	return { ...view, located: createLocate({ ...inFiles, artefacts: view.artefacts }) };
}
