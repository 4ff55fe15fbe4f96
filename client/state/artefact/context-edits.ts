import { type EditTools, loggedRefusal } from '#client/state/artefact/edit-tools.ts';
import type { Edits } from '#client/state/artefact/edits.ts';
import { type ContextsDoc, openContextsDoc } from '#shared/doc/contexts-doc.ts';
import {
	addComponent,
	moveComponent,
	removeComponent,
	updateComponent,
} from '#shared/doc/edits/components.ts';
import {
	addContext,
	addDependency,
	linkStory,
	removeContext,
	removeDependency,
	unlinkStory,
	updateContext,
} from '#shared/doc/edits/contexts.ts';
import { mintId } from '#shared/id.ts';
import { err, ok } from '#shared/result.ts';

type ContextEdits = Pick<
	Edits,
	| 'addContext'
	| 'updateContext'
	| 'removeContext'
	| 'addDependency'
	| 'removeDependency'
	| 'linkStory'
	| 'unlinkStory'
	| 'addComponent'
	| 'updateComponent'
	| 'removeComponent'
	| 'moveComponent'
>;

export function contextEdits({ replicas, origin, random, isLogged }: EditTools): ContextEdits {
	return {
		addContext(fields) {
			const id = mintId('cx', random);
			const { name, type = 'domain', entity = '', responsibilities = '' } = fields;
			const empty = { dependencies: [], stories: [], components: [], notes: '' };
			const unresolved = { dependencies: [], stories: [] };
			const context = { id, name, type, entity, responsibilities, ...empty, unresolved };
			addContext(doc(), context, undefined, origin);
			return id;
		},
		updateContext: (id, fields) => updateContext(doc(), id, fields, origin),
		removeContext(id) {
			if (isLogged(id)) return err(loggedRefusal('This context'));
			removeContext(doc(), id, origin);
			return ok(undefined);
		},
		addDependency: (from, to) => addDependency(doc(), from, to, origin),
		removeDependency: (from, to) => removeDependency(doc(), from, to, origin),
		linkStory: (context, story) => linkStory(doc(), context, story, origin),
		unlinkStory: (context, story) => unlinkStory(doc(), context, story, origin),
		addComponent(context, fields) {
			const id = mintId('cp', random);
			addComponent(doc(), context, { id, ...fields }, origin);
			return id;
		},
		updateComponent: (context, id, fields) => updateComponent(doc(), context, id, fields, origin),
		removeComponent: (context, id) => removeComponent(doc(), context, id, origin),
		moveComponent: (from, to, component) => moveComponent(doc(), from, to, component, origin),
	};

	function doc(): ContextsDoc {
		return openContextsDoc(replicas.of('contexts').doc);
	}
}
