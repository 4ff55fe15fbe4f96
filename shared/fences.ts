/**
 * Which lines lie in a closed code fence, its two rows of backticks or tildes included. A fence
 * that is never closed is not one. Linear in the number of lines.
 */
export function fencedLines(lines: readonly string[]): boolean[] {
	const fenced = lines.map(() => false);
	const longest = longestClosers(lines);
	let at = 0;
	while (at < lines.length) {
		const opener = rowOf(lines[at] ?? '', OPENER);
		if (opener === null || (longest[at + 1]?.[opener.sign] ?? 0) < opener.length) {
			at++;
			continue;
		}
		fenced[at++] = true;
		let open = true;
		while (open) {
			const closer = rowOf(lines[at] ?? '', CLOSER);
			open = closer?.sign !== opener.sign || closer.length < opener.length;
			fenced[at++] = true;
		}
	}
	return fenced;
}

const OPENER = /^[ \t]*(`{3,}|~{3,})(.*)$/;
const CLOSER = /^[ \t]*(`{3,}|~{3,})([ \t]*)$/;

interface Row {
	readonly sign: '`' | '~';
	readonly length: number;
}

function rowOf(line: string, pattern: RegExp): Row | null {
	if (!line.includes('```') && !line.includes('~~~')) return null;
	const [, row, rest] = pattern.exec(line) ?? [];
	if (row === undefined) return null;
	if (row.startsWith('~')) return { sign: '~', length: row.length };
	return rest?.includes('`') ? null : { sign: '`', length: row.length };
}

/** For each line, the longest closing row at or after it, by sign. */
function longestClosers(lines: readonly string[]): { '`': number; '~': number }[] {
	let after = { '`': 0, '~': 0 };
	const longest = lines.map(() => after);
	for (let at = lines.length - 1; at >= 0; at--) {
		const closer = rowOf(lines[at] ?? '', CLOSER);
		if (closer !== null && closer.length > after[closer.sign]) {
			after = { ...after, [closer.sign]: closer.length };
		}
		longest[at] = after;
	}
	return longest;
}
