/** What the artefacts of changed files were at a git ref, beside what they are. */
import type { ChangedSince } from '#server/check/changed-files.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { designIdIn } from '#server/files/scan.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { readStories } from '#shared/markdown/stories.ts';
import { unlistedDesign } from '#shared/trace/known-designs.ts';

/** What is another than it was, as it was and as it is. */
export interface Differing {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	readonly components: readonly Component[];
	/** Designs whose files changed: what they call their Component, and what they say of their files. */
	readonly designs: readonly SaidByDesign[];
	/** Whether something has another name, or came or went. */
	readonly isRenamed: boolean;
}

interface SaidByDesign {
	readonly id: ComponentId;
	readonly name: string;
	readonly code: string;
	readonly test: string;
}

export function differingSince(changed: ChangedSince, texts: RepositoryTexts): Differing {
	const { artefacts, config } = texts;
	const { paths } = config;
	changed.bring([paths.stories, paths.contexts, paths.designs]);
	const isChanged = (path: string) => changed.files.includes(path);
	const isShared = isChanged(config.paths.stories) || isChanged(config.paths.contexts);
	const stories = isShared ? storiesIn(changed.before(config.paths.stories)) : artefacts.stories;
	const contexts = isShared
		? contextsIn(changed.before(config.paths.contexts), stories)
		: artefacts.contexts;
	const designsBefore = changed.files.flatMap((path) => saidAt(path, changed, texts));
	const designs = texts.traceable.written.filter(({ file }) => isChanged(file));
	const named = [stories, contexts, designsBefore].flatMap((all) => all.map(nameOf));
	const names = [artefacts.stories, artefacts.contexts, designs].flatMap((all) => all.map(nameOf));
	const components = differing(componentsOf(contexts), componentsOf(artefacts.contexts));
	return {
		stories: differing(stories, artefacts.stories),
		contexts: differing(contexts, artefacts.contexts),
		components,
		designs: differing(designsBefore, designs.map(said)),
		isRenamed: components.length > 0 || named.sort().join('\0') !== names.sort().join('\0'),
	};
}

function storiesIn(text: string | null): readonly Story[] {
	return readStories(text ?? '').blocks.flatMap((block) =>
		block.kind === 'story' ? block.story : [],
	);
}

function contextsIn(text: string | null, stories: readonly Story[]): readonly Context[] {
	return readContextMap(text ?? '', stories).blocks.flatMap((block) =>
		block.kind === 'context' ? block.context : [],
	);
}

function saidAt(
	path: string,
	changed: ChangedSince,
	{ config }: RepositoryTexts,
): readonly SaidByDesign[] {
	if (!path.startsWith(`${config.paths.designs}/`) || !path.endsWith('.md')) return [];
	const text = changed.before(path) ?? '';
	const id = designIdIn(text);
	if (id === null) return [];
	const { design, code, test } = readDesignDoc(text, unlistedDesign(id));
	return design === null ? [] : [{ id, name: design.component, code, test }];
}

function said({ id, name, code, test }: SaidByDesign): SaidByDesign {
	return { id, name, code, test };
}

function componentsOf(contexts: readonly Context[]): readonly Component[] {
	return contexts.flatMap(({ components }) => components);
}

function nameOf(one: { readonly title: string } | { readonly name: string }): string {
	return 'title' in one ? one.title : one.name;
}

/** Those of either that the other has not word for word. */
function differing<T extends { readonly id: ArtefactId }>(
	before: readonly T[],
	now: readonly T[],
): readonly T[] {
	const all = [before, now].map((some) => new Set(some.map((one) => JSON.stringify(one))));
	const [old, own] = all;
	return [
		...before.filter((one) => own?.has(JSON.stringify(one)) !== true),
		...now.filter((one) => old?.has(JSON.stringify(one)) !== true),
	];
}
