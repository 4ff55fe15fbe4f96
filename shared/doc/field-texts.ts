import * as Y from 'yjs';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { criterionTextIn, storyOfCriterion } from '#shared/doc/criterion-place.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { mapIn, stringIn, textIn } from '#shared/doc/read-value.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';

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

/** A value of a Context or of one of its components, which holds one thing at a time. */
export interface Register {
	read(): string;
	write(value: string): void;
}

/** The register behind a field (`type`, `components/cp_…/code`); null where there is none. */
export function registerOf(
	name: DocName,
	yDoc: Y.Doc,
	artefact: string | null,
	field: string | null,
): Register | null {
	if (name !== 'contexts' || artefact === null || field === null) return null;
	const context = mapIn(openContextsDoc(yDoc).blocks, artefact);
	const [first = '', id = '', key = ''] = field.split('/');
	const components = context && mapIn(context, 'components');
	const component = first === 'components' && components ? mapIn(components, id) : null;
	const isComponent = component !== null && ['name', 'type', 'code'].includes(key);
	const map = field === 'type' ? context : isComponent ? component : null;
	const at = field === 'type' ? field : key;
	return map && { read: () => stringIn(map, at), write: (value) => void map.set(at, value) };
}
