import type { Context, ContextType } from '#shared/artefact/context.ts';
import { ComponentId } from '#shared/id.ts';
import { componentTypesOf } from '#shared/trace/conventions.ts';
import { pathBetween } from '#shared/trace/dependency-path.ts';
import { contextOf, type Fixer, partOf, type QuickFix } from '#shared/trace/fixes/fixer.ts';
import { mapNames } from '#shared/trace/map-names.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

export const ownOrOrchestrate: Fixer = (finding, piece) => {
	const context = contextOf(finding, piece);
	if (context === undefined) return [];
	const other = context.type === 'domain' ? 'coordination' : 'domain';
	const typed = ofType(context, other);
	if (context.entity.trim() === '') return [typed];
	return [typed, changed(`Take ${context.entity} out`, { ...context, entity: '' })];
};

export const takeEntityOut: Fixer = (finding, piece) => {
	const context = contextOf(finding, piece);
	if (context === undefined) return [];
	return [changed(`Take ${context.entity} out of ${context.name}`, { ...context, entity: '' })];
};

/** Takes the dependency away that the field names. */
export const removeDependency: Fixer = (finding, piece) => {
	const context = contextOf(finding, piece);
	const other = piece.artefacts.contexts.find(({ id }) => id === partOf(finding));
	if (context === undefined || other === undefined) return [];
	const dependencies = context.dependencies.filter((id) => id !== other.id);
	return [changed(`Remove the dependency on ${other.name}`, { ...context, dependencies })];
};

/** The type that was probably meant, and the one for whatever fits no other. */
export const chooseType: Fixer = (finding, piece, conventions) => {
	const context = contextOf(finding, piece);
	const id = ComponentId.safeParse(partOf(finding)).data;
	const component = context?.components.find((one) => one.id === id);
	if (context === undefined || component === undefined) return [];
	const types = componentTypesOf(conventions);
	const near = nearestWord(component.type, types);
	const other = types.includes('other') ? 'other' : null;
	return [...new Set([near, other])].flatMap((type) => {
		if (type === null) return [];
		const components = context.components.map((one) => (one.id === id ? { ...one, type } : one));
		return changed(`Change its type to “${type}”`, { ...context, components });
	});
};

/** Draws the dependency that a Design needs, unless it would close a cycle. */
export const drawDependency: Fixer = (finding, piece) => {
	const { contexts, designs } = piece.artefacts;
	const design = designs.find(({ id }) => id === finding.artefact);
	const own = contexts.find(({ components }) => components.some(({ id }) => id === design?.id));
	if (design === undefined || own === undefined || finding.place === null) return [];
	const name = piece.designText(design.id).slice(finding.place.from, finding.place.to);
	const other = mapNames(contexts).find(name)?.context;
	if (other === undefined || own.dependencies.includes(other.id)) return [];
	if (pathBetween(contexts, other.id, own.id) !== null) return [];
	const dependencies = [...own.dependencies, other.id].sort();
	const title = `Let ${own.name} depend on ${other.name} in the map`;
	return [changed(title, { ...own, dependencies })];
};

function ofType(context: Context, type: ContextType): QuickFix {
	return changed(`Make it a ${type} context`, { ...context, type });
}

function changed(title: string, context: Context): QuickFix {
	return { title, change: { kind: 'context', context } };
}
