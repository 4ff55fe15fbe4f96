/** What a report adds up to: how many of what are in which state, the log, and the root. */
import type { Paint } from '#server/check/paint.ts';
import { plainLine } from '#server/check/plain-line.ts';
import type { CheckArtefact, CheckReport } from '#server/check/report.ts';
import { STATE_WORDS } from '#server/check/words.ts';

export function artefactLine(
	{ state, phase, kind, title, approvals, file, line }: CheckArtefact,
	{ root }: CheckReport,
): string {
	const approved = ['approved', 'suspect', 'contested'].includes(state) ? approvals : [];
	const by = approved.map(({ name, member, assurance, at }) => {
		const who = root?.pinned ? (name ?? member ?? '') : 'somebody (unpinned)';
		return `${plainLine(who)}, ${assurance === 'presence' ? 'passkey' : 'device key'}, ${at.slice(0, 10)}`;
	});
	const columns = [wordOf({ state, phase }).padEnd(16), kind.padEnd(8), plainLine(title)];
	const place = file === null ? 'in no file' : `${plainLine(file)}:${line ?? 1}`;
	return [...columns, `(${place})`, ...(by.length > 0 ? [`by ${by.join('; ')}`] : [])].join(' ');
}

export function summaryLines(report: CheckReport, hidden: number, paint: Paint): readonly string[] {
	const { root, log, gates, summary } = report;
	const kinds = (['story', 'context', 'design'] as const).filter((kind) => gates[kind] !== 'off');
	const states = kinds.map((kind) => `${PLURAL[kind].padEnd(9)} ${counted(report, kind)}`);
	const events = `${count(log.events, 'event')} in ${count(log.segments, 'segment')}, ${log.counted} count`;
	const { failing, fixable, known } = summary;
	// What is known is counted by itself: the sum is of what is new.
	const fresh = (severity: 'error' | 'warning' | 'info') =>
		summary[severity] -
		report.findings.filter((one) => one.known && one.severity === severity).length;
	const total = [
		...[count(fresh('error'), 'error'), count(fresh('warning'), 'warning')],
		count(fresh('info'), 'note'),
	].join(', ');
	const more = hidden > 0 ? ` (--verbose shows ${hiddenWords(report)})` : '';
	return [
		...scopeLines(report.scope),
		...states,
		`log       ${events}`,
		`root      ${rootLine(root)}`,
		...importLines(report.imports),
		...(known > 0 ? [`known     ${known} from before, in .lintel/baseline.json`] : []),
		...(fixable > 0 ? [`fixable   ${fixable} (lintel check --fix)`] : []),
		paint(`${total}${more}`, failing > 0 ? 'red' : 'bold'),
	];
}

function hiddenWords({ findings }: CheckReport): string {
	const isNote = findings.some(({ known, severity }) => !known && severity === 'info');
	const isKnown = findings.some(({ known }) => known);
	return [...(isNote ? ['the notes'] : []), ...(isKnown ? ['what is known'] : [])].join(' and ');
}

/** Whether what code imports was looked at; nothing where no map asks for it. */
function importLines({ how, files, unread }: CheckReport['imports']): readonly string[] {
	if (how === 'off') return [];
	if (how === 'no-parsers')
		return ['imports   not read: the parsers do not lie beside this program'];
	const not =
		unread.length === 0
			? ''
			: `, ${unread.length} could not be (${unread.slice(0, 3).map(plainLine).join(', ')})`;
	return [`imports   of ${count(files, 'code file')} read${not}`];
}

/** A check that looked away from something says so. */
function scopeLines({ rules, changed }: CheckReport['scope']): readonly string[] {
	const files = changed === null ? '' : count(changed.files.length, 'changed file');
	return [
		...(rules === null ? [] : [`rules     only ${rules.map(plainLine).join(', ')}`]),
		...(changed === null
			? []
			: [`changed   only ${files} since ${plainLine(changed.ref)}, and what they affect`]),
	];
}

const PLURAL = { story: 'stories', context: 'contexts', design: 'designs' } as const;

function rootLine(root: CheckReport['root']): string {
	if (root === null) return 'none';
	return `${root.words} (${root.pinned ? 'pinned' : 'UNPINNED: nobody said that this is your workspace'})`;
}

function counted({ artefacts, gates }: CheckReport, kind: CheckArtefact['kind']): string {
	const own = artefacts.filter((one) => one.kind === kind);
	const states = Map.groupBy(own, wordOf);
	const parts = [...states].map(([word, { length }]) => `${length} ${word}`);
	const advisory = gates[kind] === 'advisory' ? ' · advisory' : '';
	return `${own.length}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}${advisory}`;
}

/** What is approved may be further: its code is there, or tests back it. */
function wordOf({ state, phase }: Pick<CheckArtefact, 'state' | 'phase'>): string {
	const isFurther = state === 'approved' && (phase === 'implemented' || phase === 'verified');
	return isFurther ? phase : STATE_WORDS[state];
}

function count(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
