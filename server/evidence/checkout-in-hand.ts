/** What a test run is held against: the artefacts and files of one checkout, and its log. */
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import type { FilesInHand } from '#server/evidence/files-in-hand.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export interface CheckoutInHand {
	/** The repository's real path. */
	readonly folder: string;
	state(): WorkspaceState;
	/** What the team practises. */
	artefacts(): Artefacts;
	revisionOf(id: ArtefactId): Revision | null;
	/** As they are on the disk now. */
	filesOf(design: ComponentId): FilesInHand;
	/** The Design's own file, and its Markdown. */
	designFile(design: ComponentId): { readonly path: string; readonly markdown: string };
}

export interface Target extends FilesInHand {
	readonly design: ComponentId;
	readonly name: string;
	readonly revision: Revision | null;
}

/** The Designs that these paths mean: by code, test or Design file, by folder, or by id; all without any. */
export function targetsOf(
	checkout: CheckoutInHand,
	paths: readonly string[],
): Result<readonly Target[], Refusal> {
	const all = checkout.artefacts().designs.map(({ id, component }): Target => {
		const revision = checkout.revisionOf(id);
		return { design: id, name: component, revision, ...checkout.filesOf(id) };
	});
	const wanted = paths.map((path) => path.replaceAll('\\', '/').replace(/^\.\//, ''));
	const places = (one: Target) => [
		...[one.design, one.code?.path, one.test?.path, checkout.designFile(one.design).path],
	];
	const isMeant = (one: Target, path: string) =>
		places(one).some((at) => at === path || at?.startsWith(`${path.replace(/\/$/, '')}/`));
	const strange = wanted.findIndex(
		(path) => path !== '.' && !all.some((one) => isMeant(one, path)),
	);
	if (strange !== -1) return err(noDesign(paths[strange] ?? ''));
	const everything = wanted.length === 0 || wanted.includes('.');
	const chosen = everything ? all : all.filter((one) => wanted.some((path) => isMeant(one, path)));
	return chosen.length === 0 ? err(noDesigns) : ok(chosen);
}

function noDesign(path: string): Refusal {
	return refusal(
		'verify-path',
		`No Design has its code, its test or its own file at ${path}.`,
		'Give a code, test or design file of a Design, a folder of them, or nothing for all.',
	);
}

const noDesigns = refusal(
	'verify-path',
	'There is no Design here whose tests could be run.',
	'Write a Design first: every attestation is of one.',
);
