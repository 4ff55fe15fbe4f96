import { z } from 'zod';
import { impactFor, type Reached } from '#server/mcp/impact.ts';
import { pageOf } from '#server/mcp/page.ts';
import { defineTool } from '#server/mcp/tool.ts';
import { traceReader } from '#server/mcp/trace-of.ts';
import { allArtefacts, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import { ArtefactId } from '#shared/id.ts';
import { PHASES } from '#shared/lifecycle/phase.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { err, ok } from '#shared/result.ts';

export const findArtefacts = defineTool({
	name: 'find_artefacts',
	description:
		'Finds stories, contexts and designs by kind, state or words. impactOf: what depends on that id (or with direction, what it depends on), nearest first, with the path and files.',
	effect: 'read',
	input: z.object({
		kind: z.enum(['story', 'context', 'design']).optional(),
		state: z.enum(PHASES).optional(),
		query: z.string().max(200).optional(),
		impactOf: z.string().max(40).optional(),
		direction: z.enum(['dependents', 'dependencies']).optional(),
		cursor: z.string().optional(),
	}),
	run({ workspace }, { kind, state, query, impactOf, direction, cursor }) {
		const words = query?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
		const all = workspace.artefacts();
		const impact = impactOf === undefined ? null : impactFor(all, impactOf, direction);
		if (impact?.ok === false) return err(impact.error);
		const fits = new Map<string, Reached>();
		for (const artefact of allArtefacts(all)) {
			if (kind !== undefined && artefact.kind !== kind) continue;
			const text = words.length > 0 ? canonicalTextOf(artefact).toLowerCase() : '';
			if (!words.every((word) => text.includes(word))) continue;
			const id = idOf(artefact);
			if (state === undefined || workspace.viewOf(id).phase === state)
				fits.set(id, { id, title: titleOf(artefact) });
		}
		// What is asked for without a filter also names components without a design, and criteria.
		const isFiltered = kind !== undefined || state !== undefined || words.length > 0;
		const found = impact?.value.filter(({ id }) => !isFiltered || fits.has(id)) ?? [
			...fits.values(),
		];
		const traceOf = traceReader(workspace);
		const describe = (reached: Reached) => {
			const id = ArtefactId.safeParse(reached.id);
			if (!id.success) return { ...reached, kind: 'criterion' };
			const { phase, standing, kind: itsKind } = workspace.viewOf(id.data);
			return { ...reached, kind: itsKind, state: phase, standing, ...traceOf(id.data) };
		};
		const total = found.length;
		const page = pageOf(found, describe, cursor, { total });
		if (!page.ok) return err(page.error);
		return ok({ total, artefacts: page.value.items, cursor: page.value.cursor });
	},
});
