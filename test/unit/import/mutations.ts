/** What editors, merges and mail do to files, for property tests. */
import fc from 'fast-check';

const odd = fc.constantFrom(
	'```',
	'~~~~',
	'<!--',
	'---',
	'| a |',
	'|---|',
	'> ',
	'\u0000',
	'\uD83D',
	'\u202E\u200B',
	'\r',
	'    ',
	'- ',
	'# ',
	'"',
	'**',
);

export const mutations = fc.array(
	fc.record({
		how: fc.constantFrom('delete', 'double', 'swap', 'insert', 'indent', 'cut'),
		at: fc.nat(),
		to: fc.nat(),
		odd,
	}),
	{ maxLength: 6 },
);

type Mutation = { how: string; at: number; to: number; odd: string };

export function mutated(text: string, list: readonly Mutation[]): string {
	const lines = text.split('\n');
	for (const { how, at, to, odd: insert } of list) {
		const row = at % Math.max(1, lines.length);
		const other = to % Math.max(1, lines.length);
		const line = lines[row] ?? '';
		if (how === 'delete') lines.splice(row, 1);
		if (how === 'double') lines.splice(other, 0, line);
		if (how === 'swap') [lines[row], lines[other]] = [lines[other] ?? '', line];
		if (how === 'insert') lines.splice(row, 0, insert);
		if (how === 'indent') lines[row] = `  ${line}`;
		if (how === 'cut') lines[row] = line.slice(0, to % (line.length + 1)) + insert;
	}
	return lines.join('\n');
}
