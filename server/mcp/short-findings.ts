import type { Workspace } from '#server/workspace.ts';
import type { ArtefactId } from '#shared/id.ts';

/** Findings as an Agent needs them, about an artefact that is named already: what is new first. */
export function shortFindings(workspace: Pick<Workspace, 'findings' | 'known'>, id: ArtefactId) {
	const all = workspace.findings();
	const known = workspace.known(all);
	return all
		.filter(({ artefact }) => artefact === id)
		.toSorted((a, b) => Number(known.has(a)) - Number(known.has(b)))
		.map((finding) => {
			const { rule, severity, message, fix, field } = finding;
			return {
				...{ rule, severity, message, fix },
				...(field === null ? {} : { field }),
				...(known.has(finding) && { known: true }),
			};
		});
}
