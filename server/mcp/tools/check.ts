import { z } from 'zod';
import { findArtefact } from '#server/artefact/find-artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { pageOf } from '#server/mcp/page.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { idOf } from '#shared/artefact/any-artefact.ts';
import { err, ok } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const check = defineTool({
	name: 'check',
	description:
		'What the rules say of one artefact or all: rule, severity, place, what to do. Error findings stop a submission.',
	effect: 'read',
	input: z.object({ id: z.string().optional(), cursor: z.string().optional() }),
	async run({ workspace }, { id, cursor }) {
		const one = id === undefined ? null : findArtefact(workspace.artefacts(), id);
		if (one && !one.ok) return err(one.error);
		const wanted = one ? idOf(one.value) : null;
		const read = await workspace.importsRead();
		const all = workspace.findings();
		const known = workspace.known(all);
		const findings = all
			.filter(({ artefact }) => wanted === null || artefact === wanted)
			.toSorted((a, b) => Number(known.has(a)) - Number(known.has(b)));
		const count = (wantedSeverity: string) =>
			findings.filter(({ severity }) => severity === wantedSeverity).length;
		const before = findings.filter((finding) => known.has(finding)).length;
		const totals = {
			...{ error: count('error'), warning: count('warning'), info: count('info') },
			...(before > 0 && { known: before }),
		};
		const page = pageOf(
			findings,
			(finding) => ({
				...described(workspace, finding),
				...(known.has(finding) && { known: true }),
			}),
			cursor,
			totals,
		);
		if (!page.ok) return err(page.error);
		return ok({
			...{ ...totals, findings: page.value.items, cursor: page.value.cursor },
			...(!read && { imports: 'Still being read: check again for what the code imports.' }),
		});
	},
});

/**
 * New ones come first, and `known` ones were there before Lintel came: they fail no check.
 * `place` is characters in the field (a design's: in its Markdown); `quickFixes` a person may click.
 */
function described(workspace: Caller['workspace'], finding: Finding) {
	const { rule, severity, message, fix, artefact, field, place } = finding;
	const { file, line } = workspace.located(finding);
	const quickFixes = workspace.quickFixesFor(finding).map(({ title }) => title);
	return {
		rule,
		severity,
		message,
		fix,
		...(artefact && { artefact }),
		...(field && { field }),
		...(place && { place: [place.from, place.to] }),
		...(file && { file }),
		...(line !== null && { line }),
		...(quickFixes.length > 0 && { quickFixes }),
	};
}
