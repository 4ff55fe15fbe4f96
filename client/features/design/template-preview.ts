import { presetInUse } from '#client/features/design/preset-in-use.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import { componentTypesOf, conventionsOf, templateOf } from '#shared/trace/conventions.ts';
import type { TemplateSection } from '#shared/trace/template.ts';

/** What the rules go by here, known or likeliest. */
export function conventionsHere(workspace: Workspace): Conventions {
	const { name: preset } = presetInUse(workspace);
	return conventionsOf({ ...workspace.observed?.settings, preset });
}

/** The component types to choose from: the one it has first named, however unusual. */
export function typesHere(workspace: Workspace, own: string): readonly string[] {
	const types = componentTypesOf(conventionsHere(workspace));
	return own === '' || types.includes(own) ? types : [own, ...types];
}

/** The sections that a design of that type may have, those it must not left out. */
export function sectionsFor(workspace: Workspace, type: string): readonly TemplateSection[] {
	const template = templateOf(conventionsHere(workspace), type);
	return template?.sections.filter(({ need }) => need !== 'forbidden') ?? [];
}
