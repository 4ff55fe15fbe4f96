import type { PackageLicence } from '../shared/package-licence.ts';

const RULE = '-'.repeat(80);

/** The list as a file: JSON where its name ends so, and otherwise for a person to read. */
export function writeOut(list: readonly PackageLicence[], fileName: string): string {
	if (fileName.endsWith('.json')) return `${JSON.stringify(list, null, '\t')}\n`;
	const entries = list.map(
		({ name, version, licence, text }) =>
			`${RULE}\n${[name, version].filter(Boolean).join(' ')} (${licence})\n${RULE}\n\n${text}\n`,
	);
	return `${HEAD}\n${entries.join('\n')}`;
}

const HEAD = `THIRD-PARTY LICENCES

Lintel itself is under the MIT licence. Beside this file lies code of others, under the licences
below.
`;
