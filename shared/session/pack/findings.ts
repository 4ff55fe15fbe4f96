import type { ArtefactId } from '#shared/id.ts';
import { idsBeside } from '#shared/session/pack/designs.ts';
import type { PackAbout, PackFinding, PackSource } from '#shared/session/pack/pack-source.ts';
import { type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

/** What validation says of the artefacts that the step works on: errors first, they send it back. */
export function findingParts(source: PackSource, about: PackAbout): PartDraft[] {
	const beside = about.step.inputs.includes('designs') ? idsBeside(source, about) : [];
	const ids = new Set<ArtefactId | null>([about.artefact, ...about.written, ...beside]);
	ids.delete(null);
	const all = source.findings.filter(({ artefact }) => ids.has(artefact));
	const errors = all.filter(({ severity }) => severity === 'error');
	const rest = all.filter(({ severity, rule }) => severity !== 'error' && !AHEAD.has(rule));
	return [
		...listed(errors, 'Errors to repair', 'With one of these nothing is accepted.', 'findings'),
		...listed(rest, 'Other findings', 'Worth a look where they are about this step.', 'remarks'),
	];
}

/** What no Session has come to yet: where files are, and which are missing, stands with the files. */
const AHEAD = new Set(['design-without-code', 'code-without-test', 'test-without-code']);

function listed(
	findings: readonly PackFinding[],
	title: string,
	note: string,
	weight: 'findings' | 'remarks',
): PartDraft[] {
	if (findings.length === 0) return [];
	const text = [...new Set(findings.map(lineOf))].join('\n');
	return [partOf({ input: 'findings', title, note, text, weight, cuttable: true })];
}

function lineOf(finding: PackFinding): string {
	const { artefact, severity, rule, message, fix, file, line, field, isKnown } = finding;
	const place = file === null ? field : `${file}${line === null ? '' : `:${line}`}`;
	return `- ${artefact}${place ? ` ${place}` : ''}: ${severity} ${rule}${isKnown ? ' (known from before)' : ''}: ${message} ${fix}`.trimEnd();
}
