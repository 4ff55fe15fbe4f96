/** A team with many components: each design serves a criterion, and most of it is approved. */
import { componentWith, contextWith, storyWith } from '#test/fixtures/artefacts.ts';
import { WorkWorld } from '#test/fixtures/work-world.ts';

const PER_CONTEXT = 30;
const PER_STORY = 10;

export function teamOf(components: number): WorkWorld {
	const count = Math.ceil(components / PER_CONTEXT);
	const stories = Array.from({ length: components / PER_STORY }, (_, n) =>
		storyWith({ title: `Story ${n}`, says: ['One thing holds', 'Another thing holds'] }),
	);
	const contexts = Array.from({ length: count }, (_, n) => {
		const own = stories.filter((_story, at) => at % count === n).map(({ id }) => id);
		const parts = Array.from({ length: PER_CONTEXT }, () => componentWith());
		return contextWith({ name: `Context ${n}`, stories: own, components: parts });
	});
	const designs = contexts.flatMap((context, n) =>
		context.components.map(({ id, name, type }, at) => ({
			...{ id, component: name, type, context: context.id },
			criteria:
				stories[(n * PER_CONTEXT + at) % stories.length]?.criteria.map((one) => one.id) ?? [],
			body: `# ${name}\n\n## Purpose\n\nDoes its part.\n`,
		})),
	);
	const world = new WorkWorld({ stories, contexts, designs });
	for (const { id } of [...stories, ...contexts]) world.approve(id);
	// A third is a draft, a third approved, a third there.
	for (const [n, { id }] of designs.entries()) {
		if (n % 3 === 0) continue;
		world.approve(id);
		if (n % 3 === 2) world.implemented.add(id);
	}
	return world;
}
