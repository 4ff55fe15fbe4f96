import { describe, expect, test } from 'vitest';
import { createChains } from '#client/features/trace/chains.ts';
import { NO_RUN } from '#client/features/trace/run-in-hand.ts';
import {
	criterionOf,
	type TraceDesign,
	there,
	traceInput,
	VERIFIED,
} from '#test/fixtures/trace-input.ts';

const [first, second] = [criterionOf('Sign in', 0), criterionOf('Sign in', 1)];
const WHOLE = { code: there('src/session.ts'), test: there('test/session.test.ts'), run: VERIFIED };
const session: TraceDesign = { name: 'Session', context: 'Accounts', serves: [first], ...WHOLE };

function kinds(shop: Parameters<typeof traceInput>[0]) {
	return createChains()(traceInput(shop)).map(({ gaps }) => gaps.map(({ kind }) => kind));
}

describe('chains', () => {
	test('[TV1] a row leads from story and criterion over context and design to code and test', () => {
		const criteria = new Map([[first, 'verified' as const]]);
		const [row] = createChains()(
			traceInput({ stories: { 'Sign in': 1 }, designs: [session], criteria }),
		);
		expect(row?.story?.name).toBe('Sign in');
		expect(row?.criterion).toMatchObject({ number: 1, state: 'verified' });
		expect(row?.contexts.map(({ name }) => name)).toEqual(['Accounts']);
		expect(row?.design?.code?.path).toBe('src/session.ts');
		expect(row?.design?.test?.path).toBe('test/session.test.ts');
		expect(row?.gaps).toEqual([]);
	});

	test('[TV1] a design that serves two criteria is in two rows, and its gaps are one thing', () => {
		const both = { ...session, serves: [first, second], test: null };
		const rows = createChains()(traceInput({ stories: { 'Sign in': 2 }, designs: [both] }));
		expect(rows).toHaveLength(2);
		expect(new Set(rows.flatMap(({ gaps }) => gaps.map(({ of }) => of))).size).toBe(1);
		expect(rows[0]?.design).toBe(rows[1]?.design);
	});

	test('[TV2] a criterion that no design serves is a gap, with the contexts of its story', () => {
		const [row] = createChains()(
			traceInput({ stories: { 'Sign in': 1 }, satisfies: { Accounts: ['Sign in'] } }),
		);
		expect(row?.gaps).toMatchObject([{ kind: 'no-design', words: 'No design serves it.' }]);
		expect(row?.contexts.map(({ name }) => name)).toEqual(['Accounts']);
	});

	test('[TV2] what is missing of a design is said, the worst first', () => {
		const of = (more: Partial<TraceDesign>) =>
			kinds({ stories: { 'Sign in': 1 }, designs: [{ ...session, ...more }] })[0];
		expect(of({})).toEqual([]);
		expect(of({ code: { path: 'src/session.ts', state: 'missing' } })).toEqual(['no-code']);
		expect(of({ test: { path: 'test/session.test.ts', state: 'empty' } })).toEqual(['no-test']);
		expect(of({ code: null, test: null, run: null })).toEqual(['no-code', 'no-test']);
		expect(of({ written: false, code: null })).toEqual(['unwritten']);
		expect(of({ run: { result: 'red', because: 'They failed.' } })).toEqual(['red']);
		expect(of({ run: { result: 'none', because: 'No run.' } })).toEqual(['not-run']);
		expect(of({ test: null, run: { result: 'outdated', because: 'The test is gone.' } })).toEqual([
			'outdated',
			'no-test',
		]);
	});

	test('[TV2] a design whose text is still on its way is written where the relay has its file', () => {
		const of = (more: Partial<TraceDesign>, filesKnown = true) =>
			kinds({ designs: [{ ...session, ...more, written: false }], filesKnown })[0];
		expect(of({ file: 'docs/design/session.md', test: null })).not.toContain('unwritten');
		expect(of({ file: 'docs/design/session.md', test: null })).toContain('no-test');
		expect(of({}, false)).not.toContain('unwritten');
		expect(of({})).toContain('unwritten');
	});

	test('[TV3] what was taken back says why', () => {
		const because = 'The code changed since the run of 2026-11-22 14:05 UTC.';
		const [row] = createChains()(
			traceInput({ designs: [{ ...session, run: { result: 'outdated', because } }] }),
		);
		expect(row?.gaps[0]?.words).toBe(because);
	});

	test('[TV3] a criterion that its designs’ tests leave out is uncovered', () => {
		const shop = { stories: { 'Sign in': 1 }, designs: [session] };
		expect(kinds({ ...shop, criteria: new Map([[first, 'uncovered']]) })).toEqual([['uncovered']]);
		expect(kinds({ ...shop, criteria: new Map([[first, 'red']]) })).toEqual([['red']]);
		const red = { ...session, run: { result: 'red', because: 'They failed.' } as const };
		const shown = { ...shop, designs: [red], criteria: new Map([[first, 'red' as const]]) };
		expect(kinds(shown)).toEqual([['red']]);
	});

	test('[TV3] tests that ran and count for nothing are not said to be waited for', () => {
		const words = (because: string) =>
			createChains()(
				traceInput({
					...{ stories: { 'Sign in': 1 }, criteria: new Map([[first, 'uncovered' as const]]) },
					designs: [{ ...session, run: { result: 'none', because } }],
				}),
			)[0]?.gaps.map((gap) => gap.words);
		expect(words(NO_RUN.because)?.[0]).toMatch(/counted once they ran\.$/);
		const uncounted = 'Its test runs do not count here: the policy accepts only CI’s.';
		expect(words(uncounted)).toEqual(['No test run that counts covers the criterion.', uncounted]);
	});

	test('[TV2] while designs are on their way, nothing is said to be served by none', () => {
		const shop = { stories: { 'Sign in': 1 }, reading: true };
		expect(kinds(shop)).toEqual([[]]);
		const idle = { ...session, serves: [] };
		expect(kinds({ ...shop, designs: [idle] })).toEqual([[], ['serves-none']]);
		expect(kinds({ ...shop, designs: [{ ...idle, written: false, file: 'docs/a.md' }] })).toEqual([
			[],
			[],
		]);
	});

	test('[TV13] code that moved is said to have', () => {
		const code = { path: 'src/a.ts', state: 'missing' as const };
		const trace = { code, test: null, file: 'docs/a.md', moved: 'src/b.ts' };
		const input = traceInput({ designs: [session] });
		const [row] = createChains()({ ...input, files: { ...input.files, of: () => trace } });
		expect(row?.gaps.map((gap) => gap.words)).toContain('Its code moved to src/b.ts.');
	});

	test('[TV2] what serves nothing, and files without a design, stand below', () => {
		const idle = { ...session, serves: [] };
		const loose = [{ path: 'src/stray.ts', kind: 'code' as const }];
		expect(kinds({ stories: { 'Sign in': 1 }, designs: [idle], loose })).toEqual([
			['no-design'],
			['serves-none'],
			['loose'],
		]);
	});

	test('[TV2] before the relay told of its files, none is missing', () => {
		const bare = { ...session, code: null, test: null, run: null };
		const [row] = createChains()(
			traceInput({ stories: { 'Sign in': 1 }, designs: [bare], filesKnown: false }),
		);
		expect(row?.gaps).toEqual([]);
		expect(row?.design?.code).toEqual({ path: 'src/session.ts', state: 'unknown' });
	});

	test('[TV4] a team of stories alone, or of designs alone, lacks nothing of the rest', () => {
		expect(kinds({ stories: { 'Sign in': 2 }, practices: new Set(['story']) })).toEqual([[], []]);
		const alone = { ...session, serves: [] };
		expect(kinds({ designs: [alone], practices: new Set(['design']) })).toEqual([[]]);
	});

	test('[TV1] what is archived is in no row', () => {
		expect(kinds({ designs: [{ ...session, archived: true }] })).toEqual([]);
	});

	test('[TV5] asked again, a row is the same object until something of it changes', () => {
		const read = createChains();
		const others = Array.from({ length: 20 }, (_, n) => ({ ...session, name: `Part ${n}` }));
		const shop = { stories: { 'Sign in': 2 }, designs: [session, ...others] };
		const before = read(traceInput(shop));
		const changed = { ...session, test: null };
		const after = read(traceInput({ ...shop, designs: [changed, ...others] }));
		expect(after.filter((row, n) => row !== before[n])).toHaveLength(1);
		const again = read(traceInput({ ...shop, designs: [changed, ...others] }));
		expect(again).toBe(after);
	});
});
