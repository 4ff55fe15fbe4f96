/** Says which Component a design file belongs to when its front matter has no id. */
import { type Config, settingsIn } from '#server/files/config/config.ts';
import type { FileRead } from '#server/files/disk/read-text.ts';
import type { Component } from '#shared/artefact/component.ts';
import { ComponentId, deriveId } from '#shared/id.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readFrontMatter } from '#shared/markdown/front-matter.ts';
import { readStories } from '#shared/markdown/stories.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { designPathOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

/** The Component's id, or null for a Markdown file that is no Design. */
export type DesignOwner = (path: string, text: string) => ComponentId | null;

/**
 * In this order: what this path was taken for before (`remembered`); the Component whose path rule
 * leads here; the one Component of the name that the front matter gives. A name that no Component has gets a derived id, the same in every clone.
 */
export function createDesignOwner(deps: {
	readonly config: Config;
	readonly stories: FileRead;
	readonly contexts: FileRead;
	readonly remembered: (path: string) => string | null;
}): DesignOwner {
	let listed: readonly Component[] | null = null;

	/** Read only when some file asks: most bring their id along. */
	function components(): readonly Component[] {
		listed ??= componentsIn(deps.stories, deps.contexts);
		return listed;
	}

	return (path, text) => {
		const before = ComponentId.safeParse(deps.remembered(path));
		if (before.success) return before.data;
		const values = readFrontMatter(text)?.values ?? {};
		const name = typeof values['component'] === 'string' ? values['component'].trim() : '';
		const named = components().filter((component) => component.name === name);
		const owner =
			components().find((component) => designFileOf(deps.config, component) === path) ??
			(named.length === 1 ? named[0] : undefined);
		if (owner) return owner.id;
		return name === '' ? null : ComponentId.parse(deriveId('cp', '', name, 0));
	};
}

function componentsIn(stories: FileRead, contexts: FileRead): Component[] {
	if (contexts.kind !== 'text') return [];
	const storyBlocks = stories.kind === 'text' ? readStories(stories.text).blocks : [];
	const titled = storyBlocks.flatMap((block) => (block.kind === 'story' ? block.story : []));
	return readContextMap(contexts.text, titled).blocks.flatMap((block) =>
		block.kind === 'context' ? block.context.components : [],
	);
}

/** Where the preset's rule puts the Design of a Component, in the folder that the config names. */
export function designFileOf(config: Config, component: Component): string | null {
	const preset = presetOf(config);
	if (preset === null) return null;
	const path = designPathOf(preset, component);
	return path.replace(/^docs\/(?:design|spec)\//, `${config.paths.designs}/`);
}

/** Asked for every Component; rules of a preset that is another object are made ready again. */
const presets = new WeakMap<Config, Preset | null>();

function presetOf(config: Config): Preset | null {
	const known = presets.get(config);
	if (known !== undefined) return known;
	const { preset } = conventionsOf(settingsIn(config));
	presets.set(config, preset);
	return preset;
}
