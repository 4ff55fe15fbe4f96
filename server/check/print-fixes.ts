/** What a check mended and what it left alone, as lines for people. */
import type { FixReport, Mended } from '#server/check/fix-repository.ts';
import { plainLine } from '#server/check/plain-line.ts';
import type { CheckReport } from '#server/check/report.ts';
import { STATE_WORDS } from '#server/check/words.ts';

/** `report` is of the check before. */
export function printFixes(
	{ mended, left, loosened, failed }: FixReport,
	{ artefacts }: CheckReport,
): readonly string[] {
	const known = new Map(artefacts.map((one) => [one.id, one]));
	const titleOf = (id: string) => `“${plainLine(known.get(id)?.title ?? id)}”`;
	const stateOf = (id: string) => STATE_WORDS[known.get(id)?.state ?? 'never-approved'];
	const placed = ({ file, line, rule, title }: Mended) =>
		`${plainLine(file)}:${line ?? 1} ${rule}: ${plainLine(title)}`;
	return [
		...mended.map((one) => `mended  ${placed(one)}`),
		...loosened.map(
			(id) =>
				`        ${titleOf(id)} was ${stateOf(id)}: it left its gate, and a person decides on it again.`,
		),
		...left.map(
			(one) => `left    ${placed(one)} (${titleOf(one.artefact)} is ${stateOf(one.artefact)})`,
		),
		...(left.length === 0
			? []
			: [
					'        Mending these takes them out of their gates: --fix-approved does, and a person decides again.',
				]),
		...failed.flatMap(({ message, fix }) => [
			`failed  ${plainLine(message)}`,
			`        ${plainLine(fix)}`,
		]),
		'',
	];
}
