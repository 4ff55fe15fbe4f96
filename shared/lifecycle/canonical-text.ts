/**
 * The text that a reviewer reads and a revision hashes, made from fields by our own printer.
 *
 * It holds what a person decides on and nothing that changes by itself: not the artefact's own id,
 * no path, no component row. Different fields never give equal text: a line that could pass for
 * a label gets a backslash, and what has several lines is indented below its own.
 */
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { canonicalLine, canonicalProse } from '#shared/lifecycle/canonical-prose.ts';
import { withoutMetadata } from '#shared/lifecycle/metadata-lines.ts';

export function canonicalTextOf(artefact: AnyArtefact): string {
	if (artefact.kind === 'story') return canonicalStory(artefact.story);
	if (artefact.kind === 'context') return canonicalContext(artefact.context);
	return canonicalDesign(artefact.design);
}

/** Title, narrative, criteria in order, and notes without priority and tag lines. */
export function canonicalStory(story: Story): string {
	return document([
		`# ${canonicalLine(story.title)}`,
		guarded(story.narrative),
		['**Acceptance Criteria**', ...story.criteria.map(({ text }) => bullet(text))].join('\n'),
		section('**Notes**', withoutMetadata(story.notes)),
	]);
}

/** Title, type, entity, responsibilities, ids of dependencies and Stories, and notes. */
export function canonicalContext(context: Context): string {
	return document([
		`# ${canonicalLine(context.name)}`,
		[
			`**Type**: ${context.type}`,
			`**Entity**: ${canonicalLine(context.entity)}`,
			`**Responsibilities**: ${indented(context.responsibilities)}`,
			`**Dependencies**: ${listed(context.dependencies)}`,
			`**Stories**: ${listed(context.stories)}`,
		].join('\n'),
		section('**Notes**', context.notes),
	]);
}

/** Component, type, context id, ids of the criteria it serves, then the body as it was written. */
export function canonicalDesign(design: Design): string {
	return document([
		[
			`component: ${canonicalLine(design.component)}`,
			`type: ${canonicalLine(design.type)}`,
			`context: ${design.context ?? 'none'}`,
			`criteria: ${listed(design.criteria)}`,
		].join('\n'),
		canonicalProse(design.body),
	]);
}

/** One criterion as a `submitted` hashes it. */
export function canonicalCriterion(text: string): string {
	return canonicalProse(text).trim();
}

/** What a criterion is read with, as a `submitted` hashes it: narrative and notes, without title. */
export function canonicalStoryProse(story: Story): string {
	return document([guarded(story.narrative), section('**Notes**', withoutMetadata(story.notes))]);
}

function document(parts: readonly string[]): string {
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(label: string, text: string): string {
	const prose = canonicalProse(text);
	return prose === '' ? '' : `${label}\n\n${prose}`;
}

function bullet(text: string): string {
	return `- ${indented(canonicalCriterion(text))}`;
}

function indented(text: string): string {
	return canonicalProse(text).replaceAll('\n', '\n  ');
}

function guarded(text: string): string {
	return canonicalProse(text).replace(/^(\\*\*\*Acceptance Criteria\*\*)$/gm, '\\$1');
}

function listed(ids: readonly string[]): string {
	return ids.length === 0 ? 'none' : [...new Set(ids)].sort().join(', ');
}
