import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTracing } from '#shared/trace/tracing/tracing.ts';
import { inputOf, judgeOnce, pretendFiles, traced } from '#test/fixtures/traces.ts';

const SAYS = 'it says something';

function manyDesigns(count: number) {
	const files: Record<string, string> = {};
	const designs = Array.from({ length: count }, (_, n) => {
		files[`src/m${n}.ts`] = SAYS;
		files[`test/m${n}.test.ts`] = SAYS;
		return traced(`src/m${n}.ts`);
	});
	return { designs, files: pretendFiles(files) };
}

function counted() {
	const counts = { looked: [] as string[], judged: [] as string[], sorted: [] as string[] };
	const tracing = createTracing({
		looked: (id) => counts.looked.push(id),
		judged: (id) => counts.judged.push(id),
		sorted: (path) => counts.sorted.push(path),
	});
	const reset = () => {
		for (const list of Object.values(counts)) list.length = 0;
	};
	return { tracing, counts, reset };
}

test('[TR11] one changed file re-checks one trace of a thousand', () => {
	const { designs, files } = manyDesigns(1_000);
	const input = inputOf(designs, files);
	const { tracing, counts, reset } = counted();
	const before = tracing(input, null).judge(() => true);
	expect(counts.looked).toHaveLength(1_000);
	reset();
	files.asked.length = 0;

	files.write('test/m7.test.ts', '');
	const after = tracing(input, ['test/m7.test.ts']).judge(() => true);

	const id = designs[7]?.component.id ?? '';
	expect(counts).toEqual({ looked: [id], judged: [id], sorted: [] });
	expect(new Set(files.asked.filter((path) => !/\bm7\./.test(path)))).toEqual(new Set());
	const differ = [...after.traces].filter(([one, trace]) => before.traces.get(one) !== trace);
	expect(differ.map(([one]) => one)).toEqual([id]);
});

test('[TR16] a trace that did not change is the same object, though everything is looked at anew', () => {
	const { designs, files } = manyDesigns(20);
	const { tracing, counts, reset } = counted();
	const input = inputOf(designs, files);
	const before = tracing(input, null).judge(() => true);
	reset();
	const after = tracing({ ...input, written: [...input.written] }, null).judge(() => true);
	expect(counts.judged).toEqual([]);
	for (const [id, trace] of before.traces) expect(after.traces.get(id)).toBe(trace);
});

test('[TR11] a file that came is the only path that is held against the rules', () => {
	const { designs, files } = manyDesigns(50);
	const { tracing, counts, reset } = counted();
	const input = inputOf(designs, files);
	tracing(input, null).judge(() => true);
	reset();
	files.write('src/fresh.ts', SAYS);
	const { loose } = tracing(input, ['src/fresh.ts']).judge(() => true);
	expect(counts).toEqual({ looked: [], judged: [], sorted: ['src/fresh.ts'] });
	expect([...loose.keys()]).toEqual(['src/fresh.ts']);
});

test('[TR11] an approval asks the rules of one trace', () => {
	const { designs, files } = manyDesigns(50);
	const { tracing, counts, reset } = counted();
	const input = inputOf(designs, files);
	tracing(input, null).judge(() => false);
	reset();
	const id = designs[3]?.component.id ?? '';
	tracing(input, []).judge((one) => one === id);
	expect(counts).toEqual({ looked: [], judged: [id], sorted: [] });
});

test('[TR11] after any edits, what comes out is what a first look says', () => {
	const place = fc.constantFrom(
		...['src/a.ts', 'src/a.tsx', 'test/a.test.ts', 'src/a.test.ts', 'src/b.ts', 'test/b.test.ts'],
		...['src/loose.ts', 'test/loose.test.ts', 'src/index.ts', 'tools/odd.ts'],
	);
	const edit = fc.record({
		place,
		text: fc.constantFrom(null, '', SAYS, '// @generated'),
		design: fc.nat(7),
	});
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
			const all = [
				traced('src/a.ts'),
				traced('', { file: 'docs/design/a.md' }),
				traced('src/b.ts', { test: 'test/a.test.ts' }),
				traced('tools/odd.ts', { file: 'docs/design/odd.md' }),
			];
			const files = pretendFiles({});
			const tracing = createTracing();
			for (const [n, { place: path, text, design }] of edits.entries()) {
				files.write(path, text);
				const some = all.filter((_, k) => ((design >> k) & 1) === 0);
				const input = inputOf(some, files);
				const now = tracing(input, n === 0 ? null : [path]).judge(() => n % 2 === 0);
				const first = judgeOnce(input, n % 2 === 0);
				expect([...now.traces.values()]).toEqual([...first.traces.values()]);
				// A file that is generated from now on is known when it is listed next.
				if (!text?.includes('@')) expect([...now.loose.keys()]).toEqual([...first.loose.keys()]);
			}
		}),
	);
});
