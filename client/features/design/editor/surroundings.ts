import type { ArtefactId } from '#shared/id.ts';
import type { PhaseAndStanding } from '#shared/lifecycle/phase.ts';
import type { ReferenceTarget, Resolved } from '#shared/trace/reference-targets.ts';

/** What the team has beside this text, as the editor asks for it: at the moment it needs it. */
export interface Surroundings {
	/** Everything a reference can mean. */
	targets(): readonly ReferenceTarget[];
	resolve(reference: { readonly name: string; readonly id: string | null }): Resolved;
	stateOf(id: ArtefactId): PhaseAndStanding;
	componentTypes(): readonly string[];
	/** Goes to where it is read. */
	open(id: ArtefactId): void;
	/** Fills a box with what is to know of it at a glance; returns what empties it again. */
	showCard(box: HTMLElement, target: ReferenceTarget): () => void;
	/** A small mark of its state, with its words for who does not see it. */
	markOf(id: ArtefactId): HTMLElement;
}
