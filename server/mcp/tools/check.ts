import { z } from 'zod';
import { findArtefact, idOf } from '#server/mcp/artefact.ts';
import { pageOfItems } from '#server/mcp/page.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { err, ok } from '#shared/result.ts';

export const check = defineTool({
	name: 'check',
	description:
		'What the rules say about format, ids, stories, the context map and designs, of one artefact (id) or of all: rule, severity, place, and what to do about it. Error findings keep an artefact from being submitted.',
	effect: 'read',
	input: z.object({ id: z.string().optional(), cursor: z.string().optional() }),
	run({ workspace }, { id, cursor }) {
		const one = id === undefined ? null : findArtefact(workspace.artefacts(), id);
		if (one && !one.ok) return err(one.error);
		const wanted = one ? idOf(one.value) : null;
		const findings = workspace
			.findings()
			.filter(({ artefact }) => wanted === null || artefact === wanted)
			.map(({ rule, severity, message, fix, artefact, field, file, line }) => ({
				rule,
				severity,
				message,
				fix,
				...(artefact && { artefact }),
				...(field && { field }),
				...(file && { file }),
				...(line !== null && { line }),
			}));
		const count = (wantedSeverity: string) =>
			findings.filter(({ severity }) => severity === wantedSeverity).length;
		const totals = { error: count('error'), warning: count('warning'), info: count('info') };
		const page = pageOfItems(findings, cursor, totals);
		if (!page.ok) return err(page.error);
		return ok({ ...totals, findings: page.value.items, cursor: page.value.cursor });
	},
});
