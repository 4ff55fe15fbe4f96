import { PLACES } from '#client/features/frame/places.ts';
import type { Person } from '#client/state/surface.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { ArtefactId } from '#shared/id.ts';

/** Where someone is, in a sentence: `Ada is in “Sign in with email”`. */
export function whereWords(workspace: Workspace, person: Person): string {
	if (person.doing !== null) return `${person.name}: ${person.doing}`;
	const artefact = artefactOf(person.where);
	if (artefact !== null) return `${person.name} is in “${workspace.titleOf(artefact)}”`;
	const place = PLACES.find(({ name }) => name === person.where);
	return place === undefined ? `${person.name} is here` : `${person.name} is in ${place.words}`;
}

/** The artefact of `st_…` or `st_…/field`. */
export function artefactOf(where: string | null): ArtefactId | null {
	const parsed = ArtefactId.safeParse(where?.split('/')[0]);
	return parsed.success ? parsed.data : null;
}

/** The people whose presence stands on this artefact, or on one field of it. */
export function peopleAt(people: readonly Person[], where: string): readonly Person[] {
	return people.filter((person) => person.where === where || person.where?.startsWith(`${where}/`));
}
