import type { DesignEntry } from '#client/state/surface.ts';
import type { Context } from '#shared/artefact/context.ts';

export interface DesignGroup {
	/** The Context's id, or `''` for designs that no Context owns. */
	readonly id: string;
	readonly name: string;
	readonly designs: readonly DesignEntry[];
	/** How many of them hold text. */
	readonly written: number;
}

/** Designs under their contexts, in the map's order, by the path of their code; groups that hold none are left out. */
export function groupDesigns(
	designs: readonly DesignEntry[],
	contexts: readonly Context[],
	query: string,
): DesignGroup[] {
	const words = query.trim().toLowerCase();
	const byContext = Map.groupBy(
		designs.filter((design) => fits(design, words)),
		({ context }) => context ?? '',
	);
	const groups = contexts.map(({ id, name }) => groupOf(id, name || 'Untitled context', byContext));
	return [
		...groups,
		groupOf('', contexts.length === 0 ? 'Designs' : 'In no context', byContext),
	].filter((group) => group.designs.length > 0);
}

function groupOf(
	id: string,
	name: string,
	byContext: ReadonlyMap<string, readonly DesignEntry[]>,
): DesignGroup {
	const designs = (byContext.get(id) ?? []).toSorted((a, b) => compare(a.code, b.code));
	return { id, name, designs, written: designs.filter(({ hasText }) => hasText).length };
}

function fits({ component, code, type }: DesignEntry, words: string): boolean {
	return words === '' || `${component} ${code} ${type}`.toLowerCase().includes(words);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
