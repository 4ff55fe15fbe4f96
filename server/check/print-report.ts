/** A report as lines for people: its findings, the artefacts where asked for, and a summary. */
import { createPaint } from '#server/check/paint.ts';
import { findingLines, type SourceAt } from '#server/check/print-findings.ts';
import type { CheckReport } from '#server/check/report.ts';
import { artefactLine, summaryLines } from '#server/check/report-summary.ts';

export interface PrintOptions {
	readonly colour: boolean;
	/** Also what is only worth knowing, and all of it. */
	readonly verbose: boolean;
	/** Also every artefact with its state and approvers. */
	readonly list: boolean;
}

/** `sourceAt` gives the text of a file, for frames; null for none. */
export function printReport(
	report: CheckReport,
	{ colour, verbose, list }: PrintOptions,
	sourceAt: SourceAt = () => null,
): readonly string[] {
	const paint = createPaint(colour);
	const shown = shownOf(report, verbose);
	return [
		...findingLines(shown, { verbose, paint, sourceAt }),
		...(list ? [...report.artefacts.map((one) => artefactLine(one, report)), ''] : []),
		...summaryLines(report, report.findings.length - shown.length, paint),
	];
}

/** What is only worth knowing, or known from before, is told to whoever asks, unless it fails. */
export function shownOf({ findings }: CheckReport, verbose: boolean): CheckReport['findings'] {
	return findings.filter(
		({ severity, failing, known }) => verbose || failing || (!known && severity !== 'info'),
	);
}
