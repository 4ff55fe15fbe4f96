import { artefactHref } from '#client/features/frame/places.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ReferenceLink } from '#shared/markdown/reference-rule.ts';
import { createReferenceResolver, referenceTargets } from '#shared/trace/reference-targets.ts';

const KINDS = {
	component: 'Component',
	context: 'Context',
	story: 'Story',
	criterion: 'Criterion',
};

/** Where references lead; what they mean is looked up when the first one is read. */
export function referenceLinks(
	slug: string,
	stories: readonly Story[],
	contexts: readonly Context[],
): (name: string, id: string | null) => ReferenceLink | null {
	let resolve: ReturnType<typeof createReferenceResolver> | null = null;
	return (name, id) => {
		resolve ??= createReferenceResolver(referenceTargets({ stories, contexts }));
		const target = resolve({ name, id });
		if (target === null || target === 'ambiguous') return null;
		const words = target.kind === 'criterion' ? target.title : target.name;
		const title =
			target.within === '' ? KINDS[target.kind] : `${KINDS[target.kind]} in ${target.within}`;
		return { href: artefactHref(slug, target.artefact), words: words || 'Untitled', title };
	};
}
