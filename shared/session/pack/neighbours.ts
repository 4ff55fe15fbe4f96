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
	const all = [
		...own.filter(({ id }) => id !== component?.id).map((one) => ({ one, of: context })),
		...allowed.flatMap((of) => of.components.map((one) => ({ one, of }))),
	];
	const shown = all.filter(({ one }) => words === null || isNamed(one, words));
	return [
		...shown.flatMap(({ one, of }) => neighbour(source, one, of)),
		...others(all.filter((one) => !shown.includes(one))),
	];
}

interface Neighbour {
	readonly one: Component;
	readonly of: Context;
}

/** By its name as a word of its own, or by its id. */
function isNamed({ id, name }: Component, words: string): boolean {
	if (words.includes(id)) return true;
	const literal = name.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	if (literal === '') return false;
	return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'u').test(words);
}

/** What may be called and the Design doesn't name: that it is there is enough. */
function others(neighbours: readonly Neighbour[]): PartDraft[] {
	if (neighbours.length === 0) return [];
	const lines = neighbours.map(({ one, of }) => `- ${one.name} (${one.id}) of ${of.name}`);
	return [
		partOf({
			...{ input: 'neighbours', title: 'Other components that may be used' },
			note: 'The design names none of them; read_artefact gives what they offer.',
			text: lines.join('\n'),
			...{ weight: 'others', cuttable: true },
		}),
	];
}

/** The Design's own words: neighbours that it names matter more. */
function wordsOf(source: PackSource, { artefact, step }: PackAbout, component: Component | null) {
	if (artefact === null || component === null) return null;
	return designOf(source, artefact, step.writes)?.body ?? null;
}

function neighbour(source: PackSource, component: Component, context: Context): PartDraft[] {
	const known = source.known(component.id);
	const chosen = known === null ? null : chosenText(known, []);
	const design = chosen?.artefact.kind === 'design' ? chosen.artefact.design : null;
	const said = design === null ? '' : signaturesIn(design, source.conventions);
	const declared = source.declaredIn(component.id);
	if (said === '' && declared.length === 0) return [];
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
			weight: 'neighbours',
		}),
	];
}
