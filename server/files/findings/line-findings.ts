import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** More of one file help nobody, and all of them travel to every browser. */
const MOST = 100;

/** What a reader of `path` has to say of its lines. A text that was not read at all is told elsewhere. */
export function lineFindings(
	path: string,
	reading: { readonly refusal: Refusal | null; readonly findings: readonly Finding[] },
): readonly Finding[] {
	if (reading.refusal !== null) return [];
	const { findings } = reading;
	const told = findings.slice(0, MOST).map((finding) => ({ ...finding, file: path }));
	return findings.length <= MOST ? told : [...told, more(path, findings.length - MOST)];
}

function more(path: string, count: number): Finding {
	return fileFinding(
		'more-findings',
		'info',
		path,
		`${path} has ${count} more lines to look at.`,
		'Mend the ones listed: the next ones then show.',
	);
}
