import { describeKind, findArtefact } from '#server/artefact/find-artefact.ts';
import { findingsOf } from '#server/artefact/standing.ts';
import {
	artefactsIn,
	type Check,
	type CheckAsk,
	fails,
	passes,
} from '#server/session/checks/check.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';

/** What it names exists, is of the kind the step writes, and has no error Finding. */
export const artefactsClean: Check = (ask) => {
	const { workspace } = ask.ground;
	const named = artefactsIn(ask.output);
	const left = wantedBy(ask).filter((id) => !named.includes(id));
	if (left.length > 0) return fails(`The output leaves out ${left.join(', ')}. Hand in those too.`);
	for (const id of named) {
		const found = findArtefact(workspace.artefacts(), id);
		if (!found.ok) return fails(`${found.error.reason} ${found.error.fix}`);
		const kind = kindOf(id);
		if (!ask.step.writes.includes(kind)) {
			return fails(`${id} is a ${describeKind(kind)}, which this step does not write.`);
		}
		const errors = findingsOf({ workspace }, id).filter(keepsFromReview);
		if (errors.length > 0) {
			const told = errors.slice(0, 10).map(({ message, fix }) => `${message} ${fix}`);
			return fails(`${id} has ${count(errors.length)}: ${told.join(' · ')}`);
		}
	}
	return passes(
		`${named.length === 1 ? 'It reads' : `All ${named.length} read`} without an error.`,
	);
};

/** What the output has to name, whatever else it does. */
function wantedBy({ session, step, ground, earlier }: CheckAsk): readonly ArtefactId[] {
	const { artefact, kind } = session;
	if (kind === 'change') {
		const proposal = earlier('proposal');
		return proposal === null ? [] : artefactsIn(proposal);
	}
	if (artefact === null) return [];
	if (step.writes.includes(kindOf(artefact))) return [artefact];
	const { contexts, designs } = ground.workspace.artefacts();
	const components = contexts.find(({ id }) => id === artefact)?.components ?? [];
	const written = components.filter(({ id }) => designs.some((design) => design.id === id));
	return step.writes.includes('design') ? written.map(({ id }) => id) : [];
}

function count(errors: number): string {
	return errors === 1 ? 'an error' : `${errors} errors`;
}
