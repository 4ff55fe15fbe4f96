import { describe, expect, test } from 'vitest';
import { createFilesWorld } from '#test/simulation/files-world.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const STEPS = 250;

/** Seeds that once failed. They stay here for good, each with what it taught us. */
const regressions: readonly number[] = [
	24, // A file cut at the end of a line that the editor had put in was taken for whole.
	1_170, // One cut after a line that began with the words of the last one was taken for whole.
	1_221, // One cut in mid-line, but longer than before, was taken for whole after a crash.
	2_000, // Saved over new ids with a line put in between: what stood there before was not found.
	33, // Saved over what Lintel wrote, and looked at only some crashes later: it took words away.
];
const chosen = process.env['SEED'];
const fresh = chosen ? [Number(chosen)] : Array.from({ length: 12 }, (_, n) => n);

describe('files and documents in bad weather', () => {
	test.each([...regressions, ...fresh])(
		'[FB15] seed %i: both say the same in the end, and no line is missing or there twice',
		async (seed) => {
			using folder = createTemporaryFolder();
			const world = await createFilesWorld(seed, folder.path);
			for (let n = 0; n < STEPS; n++) await world.step();
			await world.settle();

			const design = world.workspace().files.designText('cp_0123456789');
			expect(world.read('docs/design/session.md')).toBe(design);
			const criteria = world
				.workspace()
				.artefacts()
				.stories.flatMap((story) => story.criteria.map(({ text }) => text));
			const said = { 'docs/design/session.md': design, 'user_stories.md': criteria.join('\n') };
			for (const [path, text] of Object.entries(said)) {
				const lines = text.split('\n');
				const inFile = world.read(path).split('\n');
				for (const line of world.inserted[path] ?? []) {
					expect({ line, here: lines.filter((one) => one === line).length }).toEqual({
						line,
						here: 1,
					});
					const there = inFile.filter((one) => bare(one) === line).length;
					expect({ line, there }).toEqual({ line, there: 1 });
				}
			}
			expect(world.errors).toEqual([]);
			expect(
				world
					.workspace()
					.files.findings()
					.filter(({ severity }) => severity === 'error'),
			).toEqual([]);
			expect(
				Math.min(world.counts.agents, world.counts.editors, world.counts.people),
			).toBeGreaterThan(2);
			await world.end();
		},
	);
});

/** A line of a file without its bullet and its id. */
function bare(line: string): string {
	return line.replace(/^- /, '').replace(/ <!-- \w+ -->$/, '');
}
