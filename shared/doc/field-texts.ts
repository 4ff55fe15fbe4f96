import * as Y from 'yjs';
import { readStoryMetadata, withPriority } from '#shared/artefact/story-metadata.ts';
import { writeText } from '#shared/doc/apply-text.ts';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { criterionTextIn, storyOfCriterion } from '#shared/doc/criterion-place.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { mapIn, stringIn, textIn } from '#shared/doc/read-value.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { matterOf, withEntry } from '#shared/markdown/matter-entries.ts';

/**
 * The live texts in which a field's words can be: the field's own; all of an artefact's where none
 * is named; the texts around artefacts where no artefact is.
 */
export function textsOf(
	name: DocName,
	yDoc: Y.Doc,
	artefact: string | null,
	field: string | null,
): readonly Y.Text[] {
	const kind = docKindOf(name)?.kind;
	if (kind === 'design') return [openDesignDoc(yDoc).markdown];
	if (kind !== 'stories' && kind !== 'contexts') return [];
	const { blocks } = kind === 'stories' ? openStoriesDoc(yDoc) : openContextsDoc(yDoc);
	if (artefact === null) {
		return [...blocks.keys()].flatMap((id) => {
			const block = mapIn(blocks, id);
			return (block?.get('kind') === 'text' && textIn(block, 'text')) || [];
		});
	}
	const map = mapIn(blocks, artefact);
	if (map === null) return [];
	if (field === null)
		return [...map.values()].flatMap((value) => (value instanceof Y.Text ? value : []));
	const criterion = AcceptanceCriterionId.safeParse(field.replace('criteria/', '')).data;
	const story = criterion && storyOfCriterion(blocks, criterion);
	const text = criterion && story ? criterionTextIn(blocks, story, criterion) : textIn(map, field);
	return text ? [text] : [];
}

/** A value of an artefact which holds one thing at a time. */
export interface Register {
	read(): string;
	write(value: string): void;
}

/** A Story's priority, as a Finding names it. */
export const PRIORITY_FIELD = 'notes/priority';

const MATTER = 'front-matter/';

/** A key of a Design's front matter, as a Finding names it. */
export function matterField(key: string): string {
	return MATTER + key;
}

/**
 * The register behind a field (`type`, `components/cp_…/code`, `notes/priority`,
 * `front-matter/type`); null where there is none.
 */
export function registerOf(
	name: DocName,
	yDoc: Y.Doc,
	artefact: string | null,
	field: string | null,
): Register | null {
	if (artefact === null || field === null) return null;
	if (name === 'stories' && field === PRIORITY_FIELD) return priorityOf(yDoc, artefact);
	if (docKindOf(name)?.kind === 'design' && field.startsWith(MATTER)) {
		return matterRegister(openDesignDoc(yDoc).markdown, field.slice(MATTER.length));
	}
	return name === 'contexts' ? contextValue(yDoc, artefact, field) : null;
}

function contextValue(yDoc: Y.Doc, artefact: string, field: string): Register | null {
	const context = mapIn(openContextsDoc(yDoc).blocks, artefact);
	const [first = '', id = '', key = ''] = field.split('/');
	const components = context && mapIn(context, 'components');
	const component = first === 'components' && components ? mapIn(components, id) : null;
	const isComponent = component !== null && ['name', 'type', 'code'].includes(key);
	const map = field === 'type' ? context : isComponent ? component : null;
	const at = field === 'type' ? field : key;
	return map && { read: () => stringIn(map, at), write: (value) => void map.set(at, value) };
}

function priorityOf(yDoc: Y.Doc, story: string): Register | null {
	const map = mapIn(openStoriesDoc(yDoc).blocks, story);
	const notes = map && textIn(map, 'notes');
	if (!notes) return null;
	return {
		read: () => readStoryMetadata(notes.toString()).priority ?? '',
		write: (value) => writeText(notes, withPriority(notes.toString(), value || null)),
	};
}

function matterRegister(markdown: Y.Text, key: string): Register {
	return {
		read: () =>
			matterOf(markdown.toString())?.entries.find((entry) => entry.key === key)?.text ?? '',
		write(value) {
			const next = withEntry(markdown.toString(), key, value);
			if (next !== null) writeText(markdown, next);
		},
	};
}
