/** Why no Session starts, in sentences for people and for Agents alike. */
import type { ArtefactId, ArtefactKind, SessionId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

interface Named {
	readonly id: ArtefactId;
	readonly title: string;
}

const PRACTICES = { story: 'stories', context: 'contexts', design: 'designs' } as const;

const THINGS = {
	...{ story: 'a story', context: 'a context', design: 'a component' },
	any: 'an artefact',
} as const;

const MOST_NAMED = 10;
const MOST_TITLE = 80;

export const SAYS = {
	off: (title: string, kind: ArtefactKind): Refusal =>
		refusal(
			'practice-off',
			`“${title}” needs ${PRACTICES[kind]}, and this team does not work with ${PRACTICES[kind]}.`,
			'Choose another type, or ask an owner to turn that gate on in Settings, under Practices and gates.',
		),
	aboutNothing: (title: string): Refusal =>
		refusal(
			'about-nothing',
			`“${title}” is about the whole workspace, not about one artefact.`,
			'Start it without an artefact.',
		),
	aboutSomething: (title: string, about: keyof typeof THINGS): Refusal =>
		refusal(
			'about-artefact',
			`“${title}” is about ${THINGS[about]}.`,
			'Start it with that; agents find its id with find_artefacts.',
		),
	noArtefact: (id: ArtefactId): Refusal =>
		refusal(
			'no-artefact',
			`There is no artefact ${id} in this workspace.`,
			'Choose one that is there; agents find its id with find_artefacts.',
		),
	archived: (named: Named): Refusal =>
		refusal(
			'archived',
			`${nameOf(named)} is archived.`,
			'Have it restored in the app, or choose another.',
		),
	notApproved(all: readonly Named[]): Refusal {
		const isOne = all.length === 1;
		return refusal(
			'not-approved',
			`${all.slice(0, MOST_NAMED).map(nameOf).join(', ')} ${isOne ? 'is' : 'are'} not approved as ${isOne ? 'it reads' : 'they read'} now, and this builds on ${isOne ? 'it' : 'them'}.`,
			'Submit for review what is not, and let a person approve it in the app.',
		);
	},
	noStory: refusal(
		'no-story',
		'No story is approved yet, so there is nothing to build on.',
		'Write stories first, and let a person approve them in the app.',
	),
	goesOn: (session: SessionId): Refusal =>
		refusal(
			'goes-on',
			`There is such a session already: ${session}.`,
			`Go on with ${session}, or have a person cancel it in the app.`,
		),
} as const;

function nameOf({ id, title }: Named): string {
	return `“${title.trim().slice(0, MOST_TITLE).toWellFormed() || 'Untitled'}” (${id})`;
}
