/**
 * Findings as lines: `path:line:column severity rule message`, the source that it means, and what
 * to do. Of very many the first are shown, what fails before the rest, and the rules are counted.
 */
import type { Paint } from '#server/check/paint.ts';
import { plainLine } from '#server/check/plain-line.ts';
import type { CheckFinding } from '#server/check/report.ts';
import { sourceFrame } from '#server/check/source-frame.ts';

/** The text of a file, from the repository's root; null where it can't be shown. */
export type SourceAt = (path: string) => string | null;

interface How {
	/** Nothing is left out. */
	readonly verbose: boolean;
	readonly paint: Paint;
	readonly sourceAt: SourceAt;
}

/** So many can be read; more are counted. */
const MOST = 100;
const MOST_OF_A_FILE = 10;
/** The first ones bring their source along. */
const FRAMED = 30;

export function findingLines(findings: readonly CheckFinding[], how: How): readonly string[] {
	const { verbose, paint } = how;
	const groups = byFile(findings);
	let left = verbose ? Number.POSITIVE_INFINITY : MOST;
	let framed = verbose ? Number.POSITIVE_INFINITY : FRAMED;
	let hidden = 0;
	const lines: string[] = [];
	for (const group of groups) {
		const most = Math.min(left, verbose ? group.length : MOST_OF_A_FILE);
		const shown = inOrder(group.slice(0, most));
		const more = group.length - shown.length;
		hidden += more;
		left -= shown.length;
		if (shown.length === 0) continue;
		for (const finding of shown) lines.push(...linesOf(finding, how, framed-- > 0));
		if (more > 0) lines.push(paint(`    and ${count(more)} more in this file`, 'dim'));
		lines.push('');
	}
	return hidden === 0 ? lines : [...lines, ...hiddenLines(findings, hidden, paint)];
}

/** Files in the order of their first Finding, the failing ones first; the same within each. */
function byFile(findings: readonly CheckFinding[]): readonly (readonly CheckFinding[])[] {
	const sorted = findings.toSorted((a, b) => Number(b.failing) - Number(a.failing));
	return [...Map.groupBy(sorted, ({ file }) => file ?? '').values()];
}

function inOrder(group: readonly CheckFinding[]): readonly CheckFinding[] {
	return group.toSorted(
		(a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
	);
}

function linesOf(
	finding: CheckFinding,
	{ paint, sourceAt }: How,
	framed: boolean,
): readonly string[] {
	const { rule, severity, failing, message, fix, fixable } = finding;
	const colour = failing ? 'red' : severity === 'info' ? 'blue' : 'yellow';
	const word = failing && severity !== 'error' ? `${severity}!` : severity;
	const mends = fixable ? ' (--fix does)' : '';
	return [
		`${paint(placeOf(finding), 'bold')} ${paint(word, colour)} ${paint(rule, 'dim')} ${plainLine(message)}`,
		...(framed ? frameLines(finding, sourceAt, (text) => paint(text, colour)) : []),
		...(fix === '' ? [] : [paint(`    ${plainLine(fix)}${mends}`, 'dim')]),
	];
}

/** A Finding about a whole file points at its beginning, which says nothing. */
function frameLines(
	{ file, line, column, endColumn }: CheckFinding,
	sourceAt: SourceAt,
	marked: (text: string) => string,
): readonly string[] {
	if (file === null || line === null || (line === 1 && (column ?? 1) === 1 && endColumn === null))
		return [];
	if (file.startsWith('.lintel/')) return [];
	const text = sourceAt(file);
	const frame = text === null ? null : sourceFrame(text, { line, column: column ?? 1, endColumn });
	if (frame === null) return [];
	const [number, source, caret] = frame;
	const gutter = ' '.repeat(number.length);
	return [`    ${number} | ${source}`, `    ${gutter} | ${marked(caret)}`];
}

function placeOf({ file, line, column }: CheckFinding): string {
	return `${plainLine(file ?? '.')}:${line ?? 1}:${column ?? 1}`;
}

/** What is not shown, and how many of what there are in all. */
function hiddenLines(
	findings: readonly CheckFinding[],
	hidden: number,
	paint: Paint,
): readonly string[] {
	const rules = [...Map.groupBy(findings, ({ rule }) => rule)]
		.map(([rule, all]) => ({ rule, all: all.length, failing: all.some((one) => one.failing) }))
		.sort((a, b) => Number(b.failing) - Number(a.failing) || b.all - a.all);
	const wide = Math.max(...rules.map(({ all }) => count(all).length));
	return [
		paint(
			`and ${count(hidden)} more (--verbose shows all of them, --rule ID those of one rule)`,
			'bold',
		),
		...rules.map(
			({ rule, all, failing }) =>
				`  ${count(all).padStart(wide)} ${paint(rule, failing ? 'red' : 'yellow')}`,
		),
		'',
	];
}

function count(n: number): string {
	return n.toLocaleString('en');
}
