/** A Context as a worker reads it: with the names behind its ids, and its Components. */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';

export function contextWords(context: Context, artefacts: Artefacts): string {
	const { contexts, stories } = artefacts;
	const allowed = context.dependencies.map((id) =>
		named(
			id,
			contexts.find((one) => one.id === id),
		),
	);
	const served = context.stories.map((id) => {
		return named(id, { name: stories.find((one) => one.id === id)?.title ?? '' });
	});
	const components = context.components.map(
		({ id, name, type, code }) => `- ${name} (${[id, type, code].filter(Boolean).join(', ')})`,
	);
	return [
		`# ${context.name} (${context.id})`,
		[
			`Type: ${context.type}`,
			...(context.entity === '' ? [] : [`Owns: ${context.entity}`]),
			`Responsible for: ${context.responsibilities}`,
			`May depend on: ${allowed.join(', ') || 'nothing'}`,
			`Stories: ${served.join(', ') || 'none'}`,
		].join('\n'),
		...(components.length === 0 ? [] : [['Components:', ...components].join('\n')]),
		...(context.notes.trim() === '' ? [] : [context.notes.trim()]),
	].join('\n\n');
}

function named(id: string, found: { readonly name: string } | undefined): string {
	return found === undefined || found.name === '' ? id : `${found.name} (${id})`;
}
