import { nameOf } from '#shared/trace/design-text.ts';
import { createReferenceResolver, referenceTargets } from '#shared/trace/reference-targets.ts';
import type { MapRule } from '#shared/trace/rule.ts';

/** What a Design refers to must be there, and be one thing. */
export const referenceUnresolved: MapRule = {
	id: 'reference-unresolved',
	severity: 'warning',
	says: 'What a design refers to is there, and is one thing.',
	about: 'all',
	needs: ['stories', 'contexts', 'designs'],
	check({ stories, contexts, designs }) {
		if (designs.every(({ references }) => references.length === 0)) return [];
		const criteria = new Set<string>(stories.flatMap((story) => story.criteria));
		const named = stories.map(({ id, title }) => ({ id, title, criteria: [] }));
		const resolve = createReferenceResolver(referenceTargets({ stories: named, contexts }));
		return designs.flatMap((design) =>
			design.references.flatMap(({ name, id, spot }) => {
				// A criterion without its id is as good as its Story: its words are not looked at here.
				const [story = name] = name.includes('>') ? name.split('>') : [name];
				if (id !== null && criteria.has(id)) return [];
				const target = resolve({ name: story, id });
				if (target !== null && target !== 'ambiguous') return [];
				const about = { artefact: design.id, field: 'body', ...spot };
				const called = `${nameOf(design)} refers to “${name}”`;
				return target === null
					? { ...about, message: `${called}, and nothing is called so.`, fix: MEND }
					: { ...about, message: `${called}, and several things are called so.`, fix: CHOOSE };
			}),
		);
	},
};

const MEND = 'Name a component, a context or a story that is there, or take the brackets away.';
const CHOOSE = 'Choose the one that is meant from the list that `[[` opens.';
