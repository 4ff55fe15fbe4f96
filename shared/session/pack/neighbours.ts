/**
 * What the Component may call: the public signatures of its Context's other Components and of those
 * in Contexts that the map lets it depend on. Nothing else is shown, so nothing else gets called.
 */
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import { chosenText } from '#shared/session/pack/chosen-text.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { headingOf, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';
import { signaturesIn } from '#shared/session/pack/signatures.ts';
import { contextOf, designOf, subjectOf } from '#shared/session/pack/subject.ts';

export function neighbourParts(source: PackSource, about: PackAbout): PartDraft[] {
	const { context, component } = subjectOf(source, about.artefact);
	const boundary = context === null ? null : contextOf(source.known(context.id));
	if (context === null || boundary === null) return [];
	const { contexts } = source.artefacts;
	const allowed = boundary.dependencies.flatMap(
		(id) => contexts.find((one) => one.id === id) ?? [],
	);
	const own = about.step.inputs.includes('designs') ? [] : context.components;
	const words = wordsOf(source, about, component);
	return [
		...own.filter(({ id }) => id !== component?.id).map((one) => ({ one, of: context })),
		...allowed.flatMap((of) => of.components.map((one) => ({ one, of }))),
	].flatMap(({ one, of }) => neighbour(source, one, of, words));
}

/** The Design's own words: neighbours that it names matter more. */
function wordsOf(source: PackSource, { artefact, step }: PackAbout, component: Component | null) {
	if (artefact === null || component === null) return null;
	return designOf(source, artefact, step.writes)?.body ?? null;
}

function neighbour(
	source: PackSource,
	component: Component,
	context: Context,
	words: string | null,
): PartDraft[] {
	const known = source.known(component.id);
	const chosen = known === null ? null : chosenText(known, []);
	const design = chosen?.artefact.kind === 'design' ? chosen.artefact.design : null;
	const said = design === null ? '' : signaturesIn(design, source.conventions);
	const declared = source.declaredIn(component.id);
	if (said === '' && declared.length === 0) return [];
	const isNamed = words === null || (component.name !== '' && words.includes(component.name));
	const about = `# ${component.name} (${component.id}) of ${context.name}`;
	const note = chosen === null ? 'It has no design: what follows is its code.' : chosen.note;
	return [
		partOf({
			...{ input: 'neighbours', title: headingOf('Signatures of', component.id) },
			...{ note, standing: chosen?.standing ?? 'data', artefact: component.id },
			text: [
				about,
				...(said === '' ? [] : [said]),
				...(declared.length === 0 ? [] : [`As its code declares:\n${declared.join('\n')}`]),
			].join('\n\n'),
			weight: isNamed ? 'neighbours' : 'others',
		}),
	];
}
