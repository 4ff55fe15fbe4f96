import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { AgentId, ArtefactId } from '#shared/id.ts';

/** An artefact as an Agent read it: its fields, and for a Design its whole Markdown. */
export interface ReadBase {
	readonly artefact: AnyArtefact;
	readonly text: string;
}

/**
 * What Agents have read lately, by Agent and revision: the base of a three-way merge when the text
 * has moved on by the time they write. Lost on a restart, and then they read again.
 */
export interface ReadBases {
	remember(agent: AgentId, id: ArtefactId, revision: string, base: ReadBase): void;
	recall(agent: AgentId, id: ArtefactId, revision: string): ReadBase | null;
}

const MAX_BASES = 2000;

export function createReadBases(): ReadBases {
	const bases = new Map<string, ReadBase>();

	return {
		remember(agent, id, revision, base) {
			const key = `${agent} ${id} ${revision}`;
			bases.delete(key);
			bases.set(key, base);
			const [oldest] = bases.keys();
			if (oldest !== undefined && bases.size > MAX_BASES) bases.delete(oldest);
		},
		recall: (agent, id, revision) => bases.get(`${agent} ${id} ${revision}`) ?? null,
	};
}
