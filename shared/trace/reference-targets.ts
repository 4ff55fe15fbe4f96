import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { Component } from '#shared/artefact/component.ts';
import type { AcceptanceCriterionId, ArtefactId, ContextId, StoryId } from '#shared/id.ts';
import type { Reference } from '#shared/trace/references.ts';

/** Something a reference can mean. */
export interface ReferenceTarget {
	readonly id: ArtefactId | AcceptanceCriterionId;
	/** What opens for it: itself, or the Story of a criterion. */
	readonly artefact: ArtefactId;
	readonly kind: 'story' | 'criterion' | 'context' | 'component';
	/** What it is called where it stands. */
	readonly title: string;
	/** What it stands in: a component's Context, a criterion's Story, or ''. */
	readonly within: string;
	/** What a reference to it says: `Accounts.Session`, `Sign in > It opens the shelf`. */
	readonly name: string;
}

interface Named {
	readonly stories: readonly {
		readonly id: StoryId;
		readonly title: string;
		readonly criteria: readonly AcceptanceCriterion[];
	}[];
	readonly contexts: readonly {
		readonly id: ContextId;
		readonly name: string;
		readonly components: readonly Component[];
	}[];
}

/** Everything a reference can mean, contexts and their components first. */
export function referenceTargets({ stories, contexts }: Named): readonly ReferenceTarget[] {
	return [
		...contexts.flatMap(({ id, name, components }): ReferenceTarget[] => [
			{ id, artefact: id, kind: 'context', title: name, within: '', name },
			...components.map(
				(one): ReferenceTarget => ({
					id: one.id,
					artefact: one.id,
					kind: 'component',
					title: one.name,
					within: name,
					name: one.name.includes('.') || name === '' ? one.name : `${name}.${one.name}`,
				}),
			),
		]),
		...stories.flatMap(({ id, title, criteria }): ReferenceTarget[] => [
			{ id, artefact: id, kind: 'story', title, within: '', name: title },
			...criteria.map(
				({ id: criterion, text }): ReferenceTarget => ({
					id: criterion,
					artefact: id,
					kind: 'criterion',
					title: text,
					within: title,
					name: `${title} > ${text}`,
				}),
			),
		]),
	];
}

/** What a reference means; `ambiguous` where its name fits several and no id decides. */
export type Resolved = ReferenceTarget | 'ambiguous' | null;

export function createReferenceResolver(
	targets: readonly ReferenceTarget[],
): (reference: Pick<Reference, 'name' | 'id'>) => Resolved {
	const byId = new Map<string, ReferenceTarget>(targets.map((target) => [target.id, target]));
	const byName = new Map<string, ReferenceTarget | 'ambiguous'>();
	for (const target of targets) {
		const names = target.kind === 'component' ? [target.name, target.title] : [target.name];
		for (const key of new Set(names.map(keyOf))) {
			byName.set(key, byName.has(key) ? 'ambiguous' : target);
		}
	}
	// An id whose bearer is gone leaves the name to say what is meant.
	return ({ name, id }) => byId.get(id ?? '') ?? byName.get(keyOf(name)) ?? null;
}

function keyOf(name: string): string {
	return name
		.normalize('NFC')
		.replace(/[[\]\s]+/g, ' ')
		.trim()
		.toLowerCase();
}
