/** Code that is there before the Design it belongs to was approved. */
import type { CodeGate } from '#server/check/code-gate.ts';
import type { RepositoryTexts } from '#server/check/repository-texts.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** `exists` is asked for paths that come from the files, and so from anybody. */
export function codeFindings(
	texts: RepositoryTexts,
	gate: CodeGate,
	exists: (path: string) => boolean,
): readonly Finding[] {
	return texts.codePaths().flatMap((path) => {
		const ruling = gate(path);
		if (ruling.kind === 'free' || ruling.kind === 'passes' || !exists(path)) return [];
		const severity = ruling.kind === 'refused' ? 'error' : 'warning';
		const { reason, fix, design } = ruling;
		const finding = fileFinding('code-before-approval', severity, path, reason, fix, 1);
		return { ...finding, artefact: design };
	});
}
