import type { Choice } from '#client/features/context/Picker.svelte';
import { viewsOf } from '#client/features/frame/views-of.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import type { SessionType } from '#shared/session/session-type.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';

/** A type that can be chosen, or why it can't be. */
export interface TypeChoice {
	readonly type: SessionType;
	readonly reason: string | null;
}

/** The types that fit an artefact, or every one where none is named. */
export function typeChoices(workspace: Workspace, artefact: ArtefactId | null): TypeChoice[] {
	return SessionKind.options.flatMap((kind) => {
		const type = SESSION_TYPES[kind];
		const { about } = type;
		if (!isPractised(workspace, about)) return [];
		if (artefact === null)
			return [{ type, reason: about === null ? reasonOf(workspace, kind, null) : null }];
		if (about !== 'any' && about !== kindOf(artefact)) return [];
		return [{ type, reason: reasonOf(workspace, kind, artefact) }];
	});
}

/** Types that are about something else than this artefact. */
export interface OtherTypes {
	/** “For a context” */
	readonly about: string;
	readonly titles: readonly string[];
}

const FOR = {
	none: 'For no artefact in particular',
	...{ story: 'For a story', context: 'For a context', design: 'For a component' },
} as const;

/** The types that do not fit an artefact, by what they are about. */
export function otherTypes(workspace: Workspace, artefact: ArtefactId): readonly OtherTypes[] {
	const others = new Map<string, string[]>();
	for (const { title, about } of Object.values(SESSION_TYPES)) {
		if (about === 'any' || about === kindOf(artefact) || !isPractised(workspace, about)) continue;
		const words = FOR[about ?? 'none'];
		others.set(words, [...(others.get(words) ?? []), title]);
	}
	return [...others].map(([about, titles]) => ({ about, titles }));
}

/** What a type can be about, each with why it can't be now. */
export function artefactChoices(workspace: Workspace, kind: SessionKind): Choice<ArtefactId>[] {
	const { about } = SESSION_TYPES[kind];
	const { stories, contexts, designs } = workspace;
	const all: ArtefactId[] = [
		...(about === 'story' || about === 'any' ? stories.map(({ id }) => id) : []),
		...(about === 'context' || about === 'any' ? contexts.map(({ id }) => id) : []),
		...(about === 'design' || about === 'any' ? designs.map(({ id }) => id) : []),
	];
	const shown = viewsOf(workspace, all).filter(({ phase }) => phase !== 'archived');
	return shown.map(({ id }) => ({
		id,
		words: workspace.titleOf(id) || 'Untitled',
		reason: reasonOf(workspace, kind, id),
	}));
}

function reasonOf(
	workspace: Workspace,
	kind: SessionKind,
	artefact: ArtefactId | null,
): string | null {
	const no = workspace.sessions.deeds.whyNotStart({ kind, artefact });
	return no === null ? null : `${no.reason} ${no.fix}`;
}

function isPractised({ practices }: Workspace, about: ArtefactKind | 'any' | null): boolean {
	return about === null || about === 'any' || practices.has(about);
}
