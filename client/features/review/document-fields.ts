import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { DESIGN_FIELD } from '#shared/doc/field-text.ts';

/** How a field of a frozen text is set. `plain`: the text as it is signed, read by no one else. */
export type FieldRole = 'title' | 'prose' | 'criterion' | 'fact' | 'markdown' | 'plain';

/** One part of a frozen text, in the words a person reads. */
export interface DocumentField {
	/** Told apart within the document; the same in an earlier text of the artefact. */
	readonly key: string;
	readonly role: FieldRole;
	/** What stands above it, or before it: `Entity`; null where its place says it. */
	readonly label: string | null;
	readonly text: string;
	/** What comments call it; null for what cannot be commented on by itself. */
	readonly field: string | null;
}

export interface Naming {
	/** What people call an artefact or a criterion. */
	nameOf(id: string): string;
}

/** The parts of a frozen text, in its order. Between them they hold every word that is signed. */
export function fieldsOf(artefact: AnyArtefact, naming: Naming): readonly DocumentField[] {
	const fields = partsOf(artefact, naming);
	return fields.filter(({ role, text }) => role === 'title' || text !== '');
}

/** A text that reads back into no fields: shown word for word. */
export function plainField(text: string): DocumentField {
	return { key: 'text', role: 'plain', label: null, text, field: null };
}

function partsOf(artefact: AnyArtefact, naming: Naming): DocumentField[] {
	switch (artefact.kind) {
		case 'story':
			return storyParts(artefact.story);
		case 'context':
			return contextParts(artefact.context, naming);
		case 'design':
			return designParts(artefact.design, naming);
	}
}

function storyParts(story: Story): DocumentField[] {
	return [
		named('title', 'title', null, story.title),
		named('prose', 'narrative', null, story.narrative),
		...story.criteria.map(({ id, text }, n) =>
			named('criterion', `criteria/${id}`, n === 0 ? 'Acceptance criteria' : null, text),
		),
		named('prose', 'notes', 'Notes', story.notes),
	];
}

function contextParts(context: Context, { nameOf }: Naming): DocumentField[] {
	const type = context.type === 'domain' ? 'Domain' : 'Coordination';
	return [
		named('title', 'name', null, context.name),
		fact('type', 'Type', type),
		named('fact', 'entity', 'Owns', context.entity),
		named('prose', 'responsibilities', 'Responsibilities', context.responsibilities),
		fact('dependencies', 'Depends on', listed(context.dependencies, nameOf)),
		fact('stories', 'Serves', listed(context.stories, nameOf)),
		named('prose', 'notes', 'Notes', context.notes),
	];
}

function designParts(design: Design, { nameOf }: Naming): DocumentField[] {
	return [
		named('title', 'component', null, design.component),
		fact('type', 'Type', design.type),
		fact('context', 'Context', design.context === null ? '' : nameOf(design.context)),
		fact('criteria', 'Serves', listed(design.criteria, nameOf)),
		named('markdown', DESIGN_FIELD, null, design.body),
	];
}

function named(role: FieldRole, field: string, label: string | null, text: string): DocumentField {
	return { key: field, role, label, text, field };
}

function fact(key: string, label: string, text: string): DocumentField {
	return { key, role: 'fact', label, text, field: null };
}

function listed(ids: readonly string[], nameOf: (id: string) => string): string {
	return [...new Set(ids)].map(nameOf).join(' · ');
}
