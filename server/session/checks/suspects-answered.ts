import { artefactsIn, type Check, fails, passes } from '#server/session/checks/check.ts';
import { downstreamOf } from '#shared/lifecycle/upstream.ts';

/** Every suspect artefact below has a verdict, and nothing else has one. */
export const suspectsAnswered: Check = ({ ground: { workspace }, session, output }) => {
	if (session.artefact === null) return passes('Nothing is suspect.');
	const below = [session.artefact, ...downstreamOf(workspace.artefacts(), session.artefact)];
	const suspect = below.filter((id) => workspace.viewOf(id).standing === 'suspect');
	const answered = artefactsIn(output);
	const left = suspect.filter((id) => !answered.includes(id));
	if (left.length > 0) return fails(`There is no verdict on ${left.join(', ')}, suspect as well.`);
	const strange = answered.filter((id) => !below.includes(id));
	if (strange.length > 0) {
		return fails(`${strange.join(', ')} does not rest on what changed. Leave it out.`);
	}
	return passes('Every suspect artefact has a verdict.');
};
