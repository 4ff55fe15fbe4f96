import { describe, expect, test } from 'vitest';
import {
	Baseline,
	baselineOf,
	baselineText,
	createKnown as createKnownBy,
	fingerprintOf,
	isKnowable,
	type LineAt,
} from '#server/adopt/baseline.ts';
import { linesOf } from '#server/adopt/known.ts';

const at = (line: number | null, message = 'Shelves imports Accounts.', file = 'src/shelf.ts') => ({
	...{ rule: 'import-not-allowed', file, line, message },
});
const createKnown = (baseline: Baseline, lineAt: LineAt) =>
	createKnownBy(baseline, (finding: ReturnType<typeof at>) => fingerprintOf(finding, lineAt));
const lines = (text: string) => linesOf((path) => (path === 'src/shelf.ts' ? text : null));

describe('a baseline', () => {
	test('[AD1] knows a Finding by the words at its place, whatever line that is', () => {
		const baseline = baselineOf([at(2)], lines("// ours\nimport '../accounts';\n"));
		const isKnown = createKnown(baseline, lines("\n\n\n  import  '../accounts';\n"));
		expect(isKnown(at(4, 'said otherwise'))).toBe(true);
		const others = createKnown(baseline, lines("\nimport '../mail';\n"));
		expect(others(at(2))).toBe(false);
		expect(createKnown(baseline, lines("\nimport '../accounts';"))({ ...at(2), rule: 'x' })).toBe(
			false,
		);
	});

	test('[AD1] knows what is said of a whole file, whatever its first line becomes', () => {
		const untested = { ...at(1, 'Shelf has code and no test.'), rule: 'code-without-test' };
		const baseline = baselineOf([untested], lines("import '../a';\n"));
		const isKnown = createKnown(baseline, lines("import '../b';\nimport '../a';\n"));
		expect(isKnown(untested)).toBe(true);
		expect(isKnown({ ...untested, message: 'Another says so.' })).toBe(false);
	});

	test('[AD1] of several alike knows no more than there were', () => {
		const text = "import '../a';\nimport '../a';\nimport '../a';\n";
		const baseline = baselineOf([at(1), at(2)], lines(text));
		expect(baseline.findings).toMatchObject([{ count: 2 }]);
		const isKnown = createKnown(baseline, lines(text));
		expect([at(1), at(2), at(3)].map(isKnown)).toEqual([true, true, false]);
	});

	test('[AD1] knows a line again to which Lintel wrote ids', () => {
		const baseline = baselineOf([at(1)], lines('## Accounts\n'));
		const isKnown = createKnown(baseline, lines('## Accounts <!-- cx_2x3z133r0d -->\n'));
		expect(isKnown(at(1))).toBe(true);
	});

	test('[AD1] without a line knows a Finding by what it says', () => {
		const baseline = baselineOf([at(null, 'one')], () => null);
		const isKnown = createKnown(baseline, () => null);
		expect([at(null, 'other'), at(null, 'one')].map(isKnown)).toEqual([false, true]);
	});

	test('[AD1] is the same file for the same Findings, one a line, and reads back', () => {
		const text = "import '../b';\nimport '../a';\n";
		const one = baselineText(baselineOf([at(1), at(2)], lines(text)));
		expect(baselineText(baselineOf([at(2), at(1)], lines(text)))).toBe(one);
		expect(one.split('\n').filter((line) => line.includes('"rule"'))).toHaveLength(2);
		expect(Baseline.parse(JSON.parse(one)).findings).toHaveLength(2);
		expect(Baseline.parse(JSON.parse(baselineText(baselineOf([], () => null))))).toBeDefined();
	});

	test('[AD3] holds nothing about approvals, gates, signatures or settings', () => {
		const never = [
			...['code-before-approval', 'changed-since-approval', 'segment-broken', 'log-removed'],
			...['settings-changed', 'baseline-grown', 'config-unsigned', 'never-heard-of'],
		];
		expect(never.filter((rule) => isKnowable({ rule }, []))).toEqual([]);
		expect(isKnowable({ rule: 'import-not-allowed' }, [])).toBe(true);
		expect(isKnowable({ rule: 'import-not-allowed' }, ['import-not-allowed'])).toBe(false);
	});
});
