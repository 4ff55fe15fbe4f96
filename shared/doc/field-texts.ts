import * as Y from 'yjs';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { type DocName, docKindOf } from '#shared/doc/doc-name.ts';
import { mapIn, textIn } from '#shared/doc/read-value.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';

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
	const [key = '', id] = field.split('/');
	const part = id === undefined ? null : mapIn(map, key);
	const inner = id === undefined || part === null ? null : mapIn(part, id);
	const text = id === undefined ? textIn(map, key) : inner && textIn(inner, 'text');
	return text ? [text] : [];
}
