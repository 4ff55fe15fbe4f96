/** One check to its end, for whichever command asked: what is mended, what is printed, the exit code. */
import type { CheckPieces } from '#server/check/cache/pieces.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import { fixRepository } from '#server/check/fix-repository.ts';
import type { Checked } from '#server/check/judge-checkout.ts';
import type { LooksAhead } from '#server/check/looking/looks-ahead.ts';
import { plainJson } from '#server/check/plain-line.ts';
import { printFixes } from '#server/check/print-fixes.ts';
import { printReport, shownOf } from '#server/check/print-report.ts';
import { exitCodeOf } from '#server/check/report.ts';
import { parsePin } from '#server/check/root.ts';
import { sarifOf } from '#server/check/sarif.ts';
import type { ScopeAsked } from '#server/check/scope.ts';
import type { SignatureChecks } from '#server/check/signing/signature-threads.ts';
import type { ReadBeside } from '#server/check/threads/jobs.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

export interface CheckHost {
	/** Of this Lintel. */
	readonly version: string;
	readonly disk: Disk;
	readonly run: Run;
	/** Where the parsers of code lie. */
	readonly grammars: readonly string[];
	/** What verifies the signatures; WebCrypto unless said otherwise. */
	readonly signatures?: SignatureChecks;
	/** What earlier checks worked out of single files. */
	readonly pieces?: CheckPieces;
	/** What looks at Designs beside the check. */
	readonly ahead?: LooksAhead;
	/** What another thread reads of the folder; once, so not where anything is mended. */
	readonly beside?: ReadBeside;
	/** Whether standard output takes colours. */
	readonly colour: boolean;
	print(line: string): void;
	/** To standard error. */
	warn(line: string): void;
}

export interface CheckCommand {
	/** The repository: an absolute path. */
	readonly folder: string;
	/** As it was typed, or LINTEL_ROOT has it; null for neither. */
	readonly root: string | null;
	readonly base: string | null;
	readonly form: 'text' | 'json' | 'sarif';
	readonly verbose: boolean;
	readonly list: boolean;
	readonly scope: ScopeAsked;
	/** Whether to mend first what needs nobody's judgement, and whether in approved texts too. */
	readonly fix: 'no' | 'unbound' | 'all';
}

export async function runCheck(host: CheckHost, command: CheckCommand): Promise<0 | 1 | 2> {
	const checked = await checkAndFix(host, command);
	if (!checked.ok) return refuseCheck(host, checked.error);
	for (const line of linesOf(checked.value, host, command)) host.print(line);
	return exitCodeOf(checked.value.report);
}

function linesOf(
	{ report, sourceAt }: Checked,
	{ version, colour, run }: CheckHost,
	{ folder, form, verbose, list }: CheckCommand,
): readonly string[] {
	switch (form) {
		case 'json':
			return [plainJson(JSON.stringify(report, null, 2))];
		case 'sarif': {
			const shown = shownOf(report, verbose);
			const sarif = sarifOf(report, shown, version, sourceAt, insideOf(run, folder));
			return [plainJson(JSON.stringify(sarif, null, 2))];
		}
		case 'text':
			return printReport(report, { colour, verbose, list }, sourceAt);
	}
}

/** Where it lies in its git repository, with a slash behind it; '' for all of one, or none. */
function insideOf(run: Run, folder: string): string {
	const said = run('git', ['rev-parse', '--show-prefix'], folder);
	return said?.status === 0 ? (said.output.split('\n')[0] ?? '') : '';
}

/** What was mended is said where it disturbs no other program: on standard error. */
async function checkAndFix(
	host: CheckHost,
	command: CheckCommand,
): Promise<Result<Checked, Refusal>> {
	const { folder, base, scope, fix } = command;
	const pin = command.root === null ? ok(null) : parsePin(command.root);
	if (!pin.ok) return pin;
	const check = () => checkRepository(host, { folder, pin: pin.value, base, scope });
	const before = await check();
	if (!before.ok || fix === 'no') return before;
	if (before.value.report.summary.fixable === 0) {
		host.warn('There is nothing to mend without somebody’s judgement.');
		return before;
	}
	const { report, conventions, practices } = before.value;
	const states = new Map(report.artefacts.map(({ id, state }) => [id, state]));
	const fixable = new Set(report.findings.flatMap((one) => (one.fixable ? keyOf(one) : [])));
	const fixes = fixRepository(host.disk, {
		...{ folder, conventions, practices, evenBound: fix === 'all' },
		wanted: (finding) => fixable.has(keyOf(finding)),
		stateOf: (id) => states.get(id) ?? null,
	});
	if (!fixes.ok) return fixes;
	for (const line of printFixes(fixes.value, report)) host.warn(line);
	return check();
}

/** Of one rule, all of an artefact: lines move while others are mended. */
function keyOf({ rule, artefact }: { readonly rule: string; readonly artefact: string | null }) {
	return `${rule} ${artefact}`;
}

export function refuseCheck(host: Pick<CheckHost, 'warn'>, { reason, fix }: Refusal): 2 {
	host.warn(`lintel check: ${reason}`);
	host.warn(`              ${fix}`);
	return 2;
}
