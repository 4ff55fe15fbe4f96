/** A report as lines for people: `path:line:column severity rule message`, and what to do. */
import type { CheckArtefact, CheckFinding, CheckReport } from '#server/check/report.ts';
import { STATE_WORDS } from '#server/check/words.ts';

export interface PrintOptions {
	readonly colour: boolean;
	/** Also what is only worth knowing. */
	readonly verbose: boolean;
	/** Also every artefact with its state and approvers. */
	readonly list: boolean;
}

type Paint = (text: string, colour: 'red' | 'yellow' | 'blue' | 'dim' | 'bold') => string;

export function printReport(report: CheckReport, options: PrintOptions): readonly string[] {
	const paint = options.colour ? painted : (text: string) => text;
	const shown = report.findings.filter(
		({ severity, failing }) => options.verbose || failing || severity !== 'info',
	);
	return [
		...byFile(shown).flatMap((group) => [
			...group.flatMap((finding) => findingLines(finding, paint)),
			'',
		]),
		...(options.list ? [...report.artefacts.map((one) => artefactLine(one, report)), ''] : []),
		...summaryLines(report, report.findings.length - shown.length, paint),
	];
}

/** Files in the order of their first Finding, the failing ones first. */
function byFile(findings: readonly CheckFinding[]): readonly (readonly CheckFinding[])[] {
	const groups = new Map<string, CheckFinding[]>();
	const sorted = findings.toSorted((a, b) => Number(b.failing) - Number(a.failing));
	for (const finding of sorted) {
		const file = finding.file ?? '';
		const group = groups.get(file) ?? [];
		group.push(finding);
		groups.set(file, group);
	}
	return [...groups.values()].map((group) =>
		group.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
	);
}

function findingLines(finding: CheckFinding, paint: Paint): readonly string[] {
	const { rule, severity, failing, message, fix } = finding;
	const colour = failing ? 'red' : severity === 'info' ? 'blue' : 'yellow';
	const word = failing && severity !== 'error' ? `${severity}!` : severity;
	return [
		`${paint(placeOf(finding), 'bold')} ${paint(word, colour)} ${paint(rule, 'dim')} ${oneLine(message)}`,
		...(fix === '' ? [] : [paint(`    ${oneLine(fix)}`, 'dim')]),
	];
}

function placeOf({ file, line, column }: CheckFinding): string {
	return `${oneLine(file ?? '.')}:${line ?? 1}:${column ?? 1}`;
}

function artefactLine(
	{ state, kind, title, approvals, file, line }: CheckArtefact,
	{ root }: CheckReport,
): string {
	const approved = ['approved', 'suspect', 'contested'].includes(state) ? approvals : [];
	const by = approved.map(({ name, member, assurance, at }) => {
		const who = root?.pinned ? (name ?? member ?? '') : 'somebody (unpinned)';
		return `${oneLine(who)}, ${assurance === 'presence' ? 'passkey' : 'device key'}, ${at.slice(0, 10)}`;
	});
	const columns = [STATE_WORDS[state].padEnd(16), kind.padEnd(8), oneLine(title)];
	const place = file === null ? 'in no file' : `${oneLine(file)}:${line ?? 1}`;
	return [...columns, `(${place})`, ...(by.length > 0 ? [`by ${by.join('; ')}`] : [])].join(' ');
}

function summaryLines(report: CheckReport, hidden: number, paint: Paint): readonly string[] {
	const { root, log, gates, summary } = report;
	const kinds = (['story', 'context', 'design'] as const).filter((kind) => gates[kind] !== 'off');
	const states = kinds.map((kind) => `${PLURAL[kind].padEnd(9)} ${counted(report, kind)}`);
	const events = `${count(log.events, 'event')} in ${count(log.segments, 'segment')}, ${log.counted} count`;
	const { error, warning, info, failing } = summary;
	const total = [count(error, 'error'), count(warning, 'warning'), count(info, 'note')].join(', ');
	const more = hidden > 0 ? ` (--verbose shows the notes)` : '';
	return [
		...states,
		`log       ${events}`,
		`root      ${rootLine(root)}`,
		paint(`${total}${more}`, failing > 0 ? 'red' : 'bold'),
	];
}

const PLURAL = { story: 'stories', context: 'contexts', design: 'designs' } as const;

function rootLine(root: CheckReport['root']): string {
	if (root === null) return 'none';
	return `${root.words} (${root.pinned ? 'pinned' : 'UNPINNED: nobody said that this is your workspace'})`;
}

function counted({ artefacts, gates }: CheckReport, kind: CheckArtefact['kind']): string {
	const own = artefacts.filter((one) => one.kind === kind);
	const states = Map.groupBy(own, ({ state }) => state);
	const parts = [...states].map(([state, { length }]) => `${length} ${STATE_WORDS[state]}`);
	const advisory = gates[kind] === 'advisory' ? ' · advisory' : '';
	return `${own.length}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}${advisory}`;
}

function count(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Titles, paths and reasons are other people's: nothing in them may speak to the terminal. */
function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, ' ').replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD');
}

const CODES = { red: 31, yellow: 33, blue: 34, dim: 2, bold: 1 } as const;
const ESCAPE = '\u001b';

function painted(text: string, colour: keyof typeof CODES): string {
	return `${ESCAPE}[${CODES[colour]}m${text}${ESCAPE}[0m`;
}
