import { z } from 'zod';
import { allArtefacts, idOf, titleOf } from '#server/mcp/artefact.ts';
import { pageOf } from '#server/mcp/page.ts';
import { defineTool } from '#server/mcp/tool.ts';
import type { ArtefactId } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { err, ok } from '#shared/result.ts';

export const findArtefacts = defineTool({
	name: 'find_artefacts',
	description:
		'Lists user stories, contexts and designs with id, title, state and standing. Filter by kind, state, or words in title and text. Components without a design are listed by their context.',
	effect: 'read',
	input: z.object({
		kind: z.enum(['story', 'context', 'design']).optional(),
		state: z
			.enum(['draft', 'review', 'contested', 'approved', 'implemented', 'verified', 'archived'])
			.optional(),
		query: z.string().max(200).optional(),
		cursor: z.string().optional(),
	}),
	run({ workspace }, { kind, state, query, cursor }) {
		const words = query?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
		const all = workspace.artefacts();
		const titles = new Map<ArtefactId, string>();
		for (const artefact of allArtefacts(all)) {
			if (kind !== undefined && artefact.kind !== kind) continue;
			const text = words.length > 0 ? canonicalTextOf(artefact).toLowerCase() : '';
			if (!words.every((word) => text.includes(word))) continue;
			const id = idOf(artefact);
			if (state === undefined || workspace.viewOf(id).phase === state)
				titles.set(id, titleOf(artefact));
		}
		const describe = (id: ArtefactId) => {
			const { phase, standing, kind: itsKind } = workspace.viewOf(id);
			return { id, kind: itsKind, title: titles.get(id), state: phase, standing };
		};
		const total = titles.size;
		const page = pageOf([...titles.keys()], describe, cursor, { total });
		if (!page.ok) return err(page.error);
		return ok({ total, artefacts: page.value.items, cursor: page.value.cursor });
	},
});
