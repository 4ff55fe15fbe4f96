import { z } from 'zod';
import { allArtefacts, idOf, titleOf } from '#server/mcp/artefact.ts';
import { pageOfItems } from '#server/mcp/page.ts';
import { defineTool } from '#server/mcp/tool.ts';
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
		const found = allArtefacts(workspace.artefacts())
			.filter((artefact) => kind === undefined || artefact.kind === kind)
			.filter((artefact) => {
				const text = words.length > 0 ? canonicalTextOf(artefact).toLowerCase() : '';
				return words.every((word) => text.includes(word));
			})
			.map((artefact) => {
				const { phase, standing } = workspace.viewOf(idOf(artefact));
				const title = titleOf(artefact);
				return { id: idOf(artefact), kind: artefact.kind, title, state: phase, standing };
			})
			.filter((entry) => state === undefined || entry.state === state);
		const page = pageOfItems(found, cursor, { total: found.length });
		if (!page.ok) return err(page.error);
		return ok({ total: found.length, artefacts: page.value.items, cursor: page.value.cursor });
	},
});
