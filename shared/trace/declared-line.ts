/** A declaration in any of the languages there are presets for: its keyword, and what it is called. */
const DECLARES =
	/^[ \t]*(?:(?:export|default|declare|abstract|async|public|pub(?:\([a-z]+\))?|final|static)[ \t]+)*(?:class|function\*?|interface|type|const|let|var|enum|struct|trait|fn|def|defmodule|defprotocol|func(?:[ \t]+\([^)\n]*\))?|mod|module)[ \t]+([\p{L}\p{N}_$.:]+)/u;
const SHOWN = /^(?:export|pub|public|class|def|defmodule|func|module)\b/;
const MOST_LINES = 20_000;

/**
 * The line, from 1, on which code declares a Component of this name: itself, or what makes one
 * (`createSession`); else the first thing that it shows to others. Null where nothing is declared.
 */
export function declaredLine(text: string, name: string): number | null {
	const wanted = plain(name);
	let made: number | null = null;
	let first: number | null = null;
	for (const [n, line] of text.split('\n', MOST_LINES).entries()) {
		const found = DECLARES.exec(line.slice(0, 400))?.[1];
		if (found === undefined) continue;
		const declared = plain(found);
		if (declared === wanted) return n + 1;
		if (wanted !== '' && declared.endsWith(wanted)) made ??= n + 1;
		if (SHOWN.test(line)) first ??= n + 1;
	}
	return made ?? first;
}

/** `Accounts.Session`, `accounts::session` and `session_` are one name. */
function plain(name: string): string {
	const last = name.split(/[.:/]/).findLast((part) => part !== '') ?? '';
	return last.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
