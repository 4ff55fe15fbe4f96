import { artefactsIn, type Check, fails, passes } from '#server/session/checks/check.ts';

/** Remarks are about artefacts of this Session: its own, and what belongs to it. */
export const designsRemarked: Check = ({ ground: { workspace }, session, output }) => {
	const { contexts } = workspace.artefacts();
	const components = contexts.find(({ id }) => id === session.artefact)?.components ?? [];
	const own = new Set<string>(components.map(({ id }) => id));
	if (session.artefact !== null) own.add(session.artefact);
	const strange = artefactsIn(output).filter((id) => !own.has(id));
	if (strange.length > 0) {
		return fails(
			`${strange.join(', ')} ${strange.length === 1 ? 'is' : 'are'} not reviewed here. Remark on ${[...own].join(', ')}.`,
		);
	}
	const remarks = 'remarks' in output ? output.remarks.length : 0;
	return passes(remarks === 1 ? 'One remark.' : `${remarks} remarks.`);
};
