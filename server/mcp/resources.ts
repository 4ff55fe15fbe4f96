import {
	type McpServer,
	ResourceNotFoundError,
	ResourceTemplate,
} from '@modelcontextprotocol/server';
import { describeKind, findArtefact } from '#server/artefact/find-artefact.ts';
import type { Caller } from '#server/mcp/caller.ts';
import { allArtefacts, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import type { ArtefactKind } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/revision.ts';
import { practicesOf } from '#shared/trace/practices.ts';

const COLLECTIONS = { story: 'stories', context: 'contexts', design: 'designs' } as const;
const KINDS = ['story', 'context', 'design'] as const;
const MIME = 'text/markdown';

/** `lintel://stories/{id}` and its like, for clients that let a person mention a resource. */
export function registerResources(server: McpServer, caller: Caller): void {
	const practices = practicesOf(caller.workspace.journal.ledger.state().policy);
	for (const kind of KINDS) {
		if (!practices.has(kind)) continue;
		const collection = COLLECTIONS[kind];
		const template = new ResourceTemplate(`lintel://${collection}/{id}`, {
			list: () => ({ resources: listed(caller, kind) }),
			complete: { id: (typed) => idsLike(caller, kind, typed) },
		});
		const description = `The text of one ${describeKind(kind)}.`;
		server.registerResource(
			collection,
			template,
			{ mimeType: MIME, description },
			(uri, { id }) => {
				const found = findArtefact(caller.workspace.artefacts(), String(id));
				if (!found.ok || found.value.kind !== kind) throw new ResourceNotFoundError(uri.href);
				return {
					contents: [{ uri: uri.href, mimeType: MIME, text: canonicalTextOf(found.value) }],
				};
			},
		);
	}
}

function listed({ workspace }: Caller, kind: ArtefactKind) {
	return allArtefacts(workspace.artefacts())
		.filter((artefact) => artefact.kind === kind)
		.map((artefact) => ({
			uri: `lintel://${COLLECTIONS[kind]}/${idOf(artefact)}`,
			name: titleOf(artefact) || idOf(artefact),
			mimeType: MIME,
		}));
}

function idsLike({ workspace }: Caller, kind: ArtefactKind, typed: string): string[] {
	return allArtefacts(workspace.artefacts())
		.filter((artefact) => artefact.kind === kind)
		.filter((artefact) => idOf(artefact).startsWith(typed) || titleOf(artefact).includes(typed))
		.slice(0, 50)
		.map(idOf);
}
