import { type DocName, designDocName } from '#shared/doc/doc-name.ts';
import { type ArtefactId, ComponentId, kindOf } from '#shared/id.ts';

/** The document that holds an artefact's text. */
export function roomOf(id: ArtefactId): DocName {
	const component = ComponentId.safeParse(id);
	if (component.success) return designDocName(component.data);
	return kindOf(id) === 'story' ? 'stories' : 'contexts';
}
