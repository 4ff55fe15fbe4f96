import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependenciesOf } from '#server/adopt/dependencies.ts';
import { type Group, gatherGroups } from '#server/adopt/gather-groups.ts';

/** Folders of so many files, and which uses which by the first file of each. */
function world(sizes: readonly number[], arrows: readonly (readonly [number, number])[]) {
	const groups: Group[] = sizes.map((size, n) => {
		const folder = `in${n % 3}/part${n}`;
		return {
			...{ name: `Part ${n}`, folder },
			files: Array.from({ length: size }, (_, i) => `${folder}/${i}.go`),
		};
	});
	const first = (n: number) => groups[n]?.files[0] ?? '';
	const used = arrows.map(([from, to]) => [first(from), first(to)] as const);
	const uses = (from: readonly string[], to: readonly string[]) =>
		used.filter(([one, other]) => from.includes(one) && to.includes(other)).length;
	return { groups, uses };
}

function against(groups: readonly Group[], uses: ReturnType<typeof world>['uses']) {
	const between = groups.flatMap((one, from) =>
		groups.flatMap((other, to) => {
			const imports = from === to ? 0 : uses(one.files, other.files);
			return imports === 0 ? [] : [{ from, to, imports }];
		}),
	);
	return dependenciesOf(between).against;
}

test('[AD16] what is put together closes no cycle that the code hasn’t', () => {
	const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 40 });
	const pair = fc.tuple(fc.nat(39), fc.nat(39));
	fc.assert(
		fc.property(sizes, fc.array(pair, { minLength: 60, maxLength: 160 }), (folders, pairs) => {
			const arrows = pairs.filter(([from, to]) => from < to && to < folders.length);
			const { groups, uses } = world(folders, arrows);
			const gathered = gatherGroups(groups, uses);
			expect(against(gathered, uses)).toEqual([]);
			expect(gathered.length).toBeLessThanOrEqual(16);
			const files = gathered.flatMap((group) => group.files).sort();
			expect(files).toEqual(groups.flatMap((group) => group.files).sort());
		}),
	);
});

test('[AD16] a program joins the commands it runs, not the printing that all of them use', () => {
	const [main, commands, printing, ...others] = [0, 1, 2, 3, 4];
	const { groups, uses } = world(
		[1, 4, 2, 3, 3],
		[
			...[[main, commands] as const, [main, printing] as const, [commands, printing] as const],
			...others.map((other) => [other, printing] as const),
		],
	);
	const gathered = gatherGroups(groups, uses);
	expect(gathered.find(({ name }) => name === 'Part 1')?.files).toContain('in0/part0/0.go');
});
