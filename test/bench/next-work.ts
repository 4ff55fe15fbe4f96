/**
 * What is next, after one change among 3,000 components: kept, and worked out from the start.
 *
 *     node test/bench/next-work.ts [--smoke]
 */
import { createWorkList, type WorkInput } from '#machines/work/create-work-list.ts';
import { teamOf } from '#test/bench/next-work/team.ts';
import { errorOn, openSession } from '#test/fixtures/work-world.ts';

const smoke = process.argv.includes('--smoke');
const components = smoke ? 300 : 3_000;
const runs = smoke ? 3 : 30;

const world = teamOf(components);
let looked = 0;
const list = createWorkList(() => looked++);
const { items } = list.look(world.input);
console.log(`${components} components, ${items.length} things to do\n`);
console.log(`${''.padEnd(44)}     kept (p95)   looked at   from the start`);

const at = (n: number) => {
	const design = world.texts.designs[(n * 7) % components];
	if (design === undefined) throw new Error('There is no such design.');
	return design;
};
const storyAt = (n: number) => {
	const story = world.texts.stories[n % world.texts.stories.length];
	if (story === undefined) throw new Error('There is no such story.');
	return story;
};

report('a design’s words change', (n) => {
	world.edit({ ...at(n), body: `# Otherwise\n\nChange ${n}.\n` });
});
report('a design is approved', (n) => world.approve(at(n).id));
report('a design’s files appear', (n) => world.implemented.add(at(n * 3).id));
report('a finding comes', (n) => {
	world.findings = [errorOn(at(n).id)];
});
report('a session is begun', (n) => {
	world.sessions = [openSession('component-code', at(n).id)];
});
report('a story’s words change, and shake what serves it', (n) => {
	world.edit({ ...storyAt(n), narrative: `As a reader, I want change ${n}.` });
});
report('a story is approved anew', (n) => world.approve(storyAt(n).id));

function report(what: string, change: (n: number) => unknown): void {
	const kept: number[] = [];
	const whole: number[] = [];
	let most = 0;
	for (let n = 0; n < runs; n++) {
		change(n);
		const { input } = world;
		looked = 0;
		kept.push(timed(() => list.look(input)));
		most = Math.max(most, looked);
		whole.push(timed(() => createWorkList().look(input)));
		expectSame(input);
	}
	const [median, p95] = [rankOf(kept, 0.5), rankOf(kept, 0.95)];
	console.log(
		`${what.padEnd(50)} ${ms(median)} (${ms(p95).trim()})   ${String(most).padStart(5)}   ${ms(rankOf(whole, 0.5))}`,
	);
}

function expectSame(input: WorkInput): void {
	const fresh = createWorkList().look(input).items;
	const kept = list.look(input).items;
	const isSame = kept.length === fresh.length && kept.every(({ key }, n) => key === fresh[n]?.key);
	if (!isSame) throw new Error('What was kept is not what a first look says.');
}

function timed(run: () => unknown): number {
	const start = performance.now();
	run();
	return performance.now() - start;
}

function rankOf(times: readonly number[], rank: number): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * rank))] ?? 0;
}

function ms(value: number): string {
	return `${value.toFixed(1).padStart(7)} ms`;
}
