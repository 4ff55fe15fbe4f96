/**
 * How long the rules take after one keystroke, and to look at everything.
 *
 *     node test/bench/check.ts [--smoke]
 */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { createChecker } from '#shared/trace/checker.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { componentWith, contextWith, markdownOf, storyWith } from '#test/fixtures/artefacts.ts';

const [STORIES, CONTEXTS, DESIGNS] = [2_000, 200, 500];
const ROUNDS = process.argv.includes('--smoke') ? 20 : 200;

const conventions = conventionsOf({ preset: 'typescript' });
const texts = new Map<string, string>();
const checker = createChecker((id) => texts.get(id) ?? '');
let artefacts = world();

const first = time(() => checker(artefacts, conventions));
console.log(
	`${STORIES} stories, ${CONTEXTS} contexts, ${DESIGNS} designs; ${first.result.length} findings`,
);
report('everything, the first time', [first.ms], '');
report('a letter in a criterion', rounds(typeInCriterion), 'under 8 ms');
report('a letter in a title', rounds(typeInTitle), 'under 16 ms');
report('a letter in a design', rounds(typeInDesign), 'under 16 ms');
report('a story linked to a context', rounds(link), 'under 50 ms');
report(
	'nothing',
	rounds(() => artefacts),
	'',
);

function rounds(change: (n: number) => Artefacts): number[] {
	return Array.from({ length: ROUNDS }, (_, n) => {
		artefacts = change(n);
		return time(() => checker(artefacts, conventions)).ms;
	});
}

function typeInCriterion(n: number): Artefacts {
	return withStory(n, ({ criteria, ...story }) => ({
		...story,
		criteria: criteria.map((one, k) => (k === 0 ? { ...one, text: `${one.text}${n}` } : one)),
	}));
}

function typeInTitle(n: number): Artefacts {
	return withStory(n, (story) => ({ ...story, title: `${story.title}${n}` }));
}

function withStory(
	n: number,
	change: (story: Artefacts['stories'][number]) => Artefacts['stories'][number],
): Artefacts {
	const stories = artefacts.stories.map((story, k) => (k === n ? change(story) : story));
	return { ...artefacts, stories };
}

function typeInDesign(n: number): Artefacts {
	const designs = artefacts.designs.map((design, k) => {
		if (k !== n) return design;
		const text = `${texts.get(design.id) ?? ''}${n}`;
		texts.set(design.id, text);
		return readDesign(text).design ?? design;
	});
	return { ...artefacts, designs };
}

function link(n: number): Artefacts {
	const contexts = artefacts.contexts.map((context, k) => {
		const story = artefacts.stories[n + k];
		return k === n % CONTEXTS && story !== undefined
			? { ...context, stories: [...context.stories, story.id] }
			: context;
	});
	return { ...artefacts, contexts };
}

function world(): Artefacts {
	const stories = Array.from({ length: STORIES }, (_, n) =>
		storyWith({ says: [`Step ${n} opens the shelf`, 'It is fast', `Nothing of ${n} is lost`] }),
	);
	const components = Array.from({ length: DESIGNS }, (_, n) =>
		componentWith({ name: `Part${n}`, type: 'service', code: `src/part-${n}.ts` }),
	);
	const contexts = Array.from({ length: CONTEXTS }, (_, n) =>
		contextWith({
			stories: stories.filter((_, k) => k % CONTEXTS === n).map(({ id }) => id),
			components: components.filter((_, k) => k % CONTEXTS === n),
		}),
	).map((context, n, all) => ({
		...context,
		dependencies: [1, 7, 23].flatMap((by) => all[n + by]?.id ?? []),
	}));
	const designs = components.flatMap((component, n) => {
		const context = contexts[n % CONTEXTS];
		if (context === undefined) return [];
		const text = markdownOf(component, context, bodyOf(component.name));
		texts.set(component.id, text);
		return readDesign(text).design ?? [];
	});
	return { stories, contexts, designs };
}

function bodyOf(name: string): string {
	const api = Array.from({ length: 8 }, (_, n) => `call${n}(id: string): Promise<void>`);
	const tests = api.map((_, n) => `- call${n}: does what it says`);
	const prose = 'It keeps what readers put there, for as long as they want it kept. '.repeat(6);
	return `# ${name}\n\n## Purpose\n\n${prose}\n\n## Public API\n\n\`\`\`ts\n${api.join('\n')}\n\`\`\`\n\n## Execution Flow\n\n1. ${prose}\n2. ${prose}\n\n## Dependencies\n\n- Part1\n- Elsewhere\n\n## Test Assertions\n\n${tests.join('\n')}\n`;
}

function time<T>(run: () => T): { readonly result: T; readonly ms: number } {
	const start = performance.now();
	const result = run();
	return { result, ms: performance.now() - start };
}

function report(what: string, times: readonly number[], target: string): void {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	const columns = [
		what.padEnd(30),
		`median ${at(0.5).toFixed(1)} ms`.padStart(18),
		`p95 ${at(0.95).toFixed(1)} ms`.padStart(16),
	];
	console.log(`${columns.join(' ')}   ${target}`.trimEnd());
}
