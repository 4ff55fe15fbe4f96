import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { LinkOf } from '#shared/markdown/reference-rule.ts';
import { createReferenceResolver, referenceTargets } from '#shared/trace/reference-targets.ts';

/**
 * Where references lead on the page: to the article of what they mean, called as it is called
 * today. A component that has no Design yet is found at the Context that owns it.
 */
export function printableLinks({ stories, contexts, designs }: Artefacts): LinkOf {
	const resolve = createReferenceResolver(referenceTargets({ stories, contexts }));
	const articles = new Set<string>([...stories, ...contexts, ...designs].map(({ id }) => id));
	const owners = new Map<string, string>(
		contexts.flatMap(({ id, components }) => components.map((one) => [one.id, id] as const)),
	);
	return (name, id) => {
		const target = resolve({ name, id });
		if (target === null || target === 'ambiguous') return null;
		const { artefact, kind, within } = target;
		const place = articles.has(artefact) ? artefact : (owners.get(artefact) ?? null);
		return {
			href: place === null ? null : `#${place}`,
			words: (kind === 'criterion' ? target.title : target.name) || 'Untitled',
			title: within,
		};
	};
}
