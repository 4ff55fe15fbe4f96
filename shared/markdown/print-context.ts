/** Prints a Context from its fields: new ones, and those whose old text can't take a change. */
import type { Context, ContextType } from '#shared/artefact/context.ts';
import { printComponents } from '#shared/markdown/component-rows.ts';
import {
	contextEntries,
	type NamedContext,
	type TitledStory,
} from '#shared/markdown/context-entries.ts';
import type { Escaping } from '#shared/markdown/escape.ts';
import { idComment } from '#shared/markdown/id-comment.ts';
import { plainName } from '#shared/markdown/names.ts';
import { NEXT_SECTION } from '#shared/markdown/print-story.ts';
import { printProse } from '#shared/markdown/prose.ts';
import { sourceOf } from '#shared/markdown/source.ts';
import { NOTES_SEPARATOR } from '#shared/markdown/story-part.ts';
import { tidyLine, tidyProse } from '#shared/markdown/tidy.ts';

/** What a context map refers to by name. */
export interface Referred {
	readonly contexts: readonly NamedContext[];
	readonly stories: readonly TitledStory[];
}

/** The Context's section, ending in one line ending. It reads back as the same Context. */
export function printContext(
	context: Context,
	referred: Referred,
	level: number,
	eol: string,
): string {
	const plain = (['none', 'light'] as const)
		.map((how) => printed(context, referred, level, how))
		.find((text) => readsAsContext(text, context, referred));
	return (plain ?? printed(context, referred, level, 'all')).replaceAll('\n', eol);
}

/** Whether this text, below a group of this type, reads as exactly this Context. */
export function readsAsContext(
	text: string,
	context: Context,
	referred: Referred,
	group: ContextType | null = null,
): boolean {
	const others = referred.contexts.filter(({ id }) => id !== context.id);
	const around = { others, group };
	const source = sourceOf(text + NEXT_SECTION);
	const [entry, next, ...more] = contextEntries(source, referred.stories, around);
	if (entry?.kind !== 'context' || next?.kind !== 'text' || more.length > 0) return false;
	return JSON.stringify(entry.context) === JSON.stringify(tidyContext(context));
}

/** The Context as a file can hold it. */
export function tidyContext(context: Context): Context {
	return {
		id: context.id,
		name: tidyLine(context.name),
		type: context.type,
		entity: tidyLine(context.entity),
		responsibilities: tidyProse(context.responsibilities),
		dependencies: [...new Set(context.dependencies)].sort(),
		stories: [...new Set(context.stories)].sort(),
		components: context.components.map(({ id, name, type, code }) => ({
			id,
			name: tidyLine(name),
			type: tidyLine(type),
			code: tidyLine(code),
		})),
		notes: tidyProse(context.notes),
		unresolved: {
			dependencies: context.unresolved.dependencies.map(tidyLine),
			stories: context.unresolved.stories.map(tidyLine),
		},
	};
}

/** The names a Context depends on, by comma: with an id where the name alone wouldn't do. */
export function printDependencies(context: Context, { contexts }: Referred): string {
	const names = contexts
		.filter(({ id }) => context.dependencies.includes(id))
		.map((one) => printDependency(one, contexts));
	const gone = context.dependencies.filter((id) => !contexts.some((one) => one.id === id));
	const all = [
		...names,
		...gone.map((id) => idComment(id).trim()),
		...context.unresolved.dependencies.map(tidyLine),
	];
	return all.length === 0 ? 'None' : all.join(', ');
}

export function printDependency(one: NamedContext, contexts: readonly NamedContext[]): string {
	const name = tidyLine(one.name).replaceAll(',', ' ');
	const alike = contexts.filter((other) => plainName(other.name) === plainName(one.name));
	const plain = /^[\p{L}\p{N}][\p{L}\p{N} .&/-]*$/u.test(name) && name === one.name;
	return plain && alike.length === 1 ? name : `${name}${idComment(one.id)}`.trim();
}

/** The bullets of the Stories that a Context satisfies, in the stories' order. */
export function printStories(context: Context, { stories }: Referred): string[] {
	const titles = stories
		.filter(({ id }) => context.stories.includes(id))
		.map((story) => printStoryLink(story));
	const gone = context.stories.filter((id) => !stories.some((one) => one.id === id));
	return [
		...titles,
		...gone.map((id) => `-${idComment(id)}`),
		...context.unresolved.stories.map((title) => `- ${tidyLine(title)}`),
	];
}

export function printStoryLink({ id, title }: TitledStory): string {
	return `- ${tidyLine(title).replaceAll('<!--', '<! --')}${idComment(id)}`;
}

function printed(context: Context, referred: Referred, level: number, how: Escaping): string {
	const tidy = tidyContext(context);
	const stories = printStories(tidy, referred);
	// A section stands one level deeper, and there are six.
	const own = Math.min(level, 5);
	const long = tidy.responsibilities.includes('\n') || how === 'all';
	const fields = [
		`${'#'.repeat(own)} ${tidy.name}${idComment(tidy.id)}`,
		`**Type**: ${tidy.type}`,
		...(tidy.entity === '' ? [] : [`**Entity**: ${tidy.entity}`]),
		...(long || tidy.responsibilities === ''
			? []
			: [`**Responsibilities**: ${tidy.responsibilities}`]),
		`**Dependencies**: ${printDependencies(tidy, referred)}`,
		...(stories.length === 0 ? [] : ['**Stories**', ...stories]),
	].join('\n');
	const below = '#'.repeat(own + 1);
	const duties = printProse(tidy.responsibilities, how);
	const components = printComponents(tidy.components);
	const notes = printProse(tidy.notes, how);
	const parts = [
		fields,
		long && duties !== '' ? `${below} Responsibilities\n\n${duties}` : '',
		tidy.components.length === 0 ? '' : `${below} Components\n${components}`,
		notes === '' || how === 'none' ? notes : `${NOTES_SEPARATOR}\n\n${notes}`,
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
