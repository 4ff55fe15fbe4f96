/** Three-way merges of artefacts by field: texts by character, lists by id. */
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { mergeNotes3 } from '#shared/doc/merge-notes.ts';
import { mergeText3 } from '#shared/doc/merge-text.ts';

export function carriedStory(base: Story, mine: Story, theirs: Story): Story {
	return {
		id: theirs.id,
		title: text(base.title, mine.title, theirs.title),
		narrative: text(base.narrative, mine.narrative, theirs.narrative),
		notes: mergeNotes3(base.notes, mine.notes, theirs.notes).text,
		criteria: list(base.criteria, mine.criteria, theirs.criteria, (before, own, other) => ({
			id: other.id,
			text: text(before.text, own.text, other.text),
		})),
	};
}

export function carriedContext(base: Context, mine: Context, theirs: Context): Context {
	return {
		id: theirs.id,
		name: text(base.name, mine.name, theirs.name),
		type: value(base.type, mine.type, theirs.type),
		entity: text(base.entity, mine.entity, theirs.entity),
		responsibilities: text(base.responsibilities, mine.responsibilities, theirs.responsibilities),
		notes: text(base.notes, mine.notes, theirs.notes),
		dependencies: ids(base.dependencies, mine.dependencies, theirs.dependencies),
		stories: ids(base.stories, mine.stories, theirs.stories),
		components: list(base.components, mine.components, theirs.components, carriedComponent),
		unresolved: theirs.unresolved,
	};
}

function carriedComponent(base: Component, mine: Component, theirs: Component): Component {
	return {
		id: theirs.id,
		name: text(base.name, mine.name, theirs.name),
		type: value(base.type, mine.type, theirs.type),
		code: value(base.code, mine.code, theirs.code),
	};
}

function text(base: string, mine: string, theirs: string): string {
	return mergeText3(base, mine, theirs).text;
}

function value<T>(base: T, mine: T, theirs: T): T {
	return mine === base ? theirs : mine;
}

function ids<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
	const removed = new Set(base.filter((id) => !mine.includes(id)));
	const added = mine.filter((id) => !base.includes(id));
	return [...new Set([...theirs.filter((id) => !removed.has(id)), ...added])];
}

/** Theirs in their order, without what was taken away here, and what was added here at the end. */
function list<T extends { readonly id: string }>(
	base: readonly T[],
	mine: readonly T[],
	theirs: readonly T[],
	merge: (base: T, mine: T, theirs: T) => T,
): T[] {
	const before = new Map(base.map((one) => [one.id, one]));
	const own = new Map(mine.map((one) => [one.id, one]));
	const there = new Set(theirs.map((one) => one.id));
	const kept = theirs.flatMap((other) => {
		const here = own.get(other.id);
		const was = before.get(other.id);
		if (here !== undefined) return merge(was ?? other, here, other);
		return was === undefined ? other : [];
	});
	const added = mine.filter((one) => !there.has(one.id) && !before.has(one.id));
	return [...kept, ...added];
}
