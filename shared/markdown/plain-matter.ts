/**
 * Front matter of the plainest kind, read without a YAML parser, which takes ten times as long: a
 * check reads thousands. Anything that YAML could take otherwise is left to the parser.
 */

/** A word or some that YAML reads as the string that they are. */
const PLAIN = /^[A-Za-z_][\w./-]*(?: [\w./-]+)*$/;
const KEY = /^[A-Za-z_][\w-]*$/;
/** What some YAML takes for something else than a string. */
const SPECIAL = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const LIST = /^\[[\w./, -]*\]$/;
const LONGEST = 2_000;

/** Null where only the parser can say. `rows` are the lines between the marks. */
export function plainMatter(rows: readonly string[]): Readonly<Record<string, unknown>> | null {
	const values = new Map<string, unknown>();
	for (const row of rows) {
		const colon = row.indexOf(':');
		const key = row.slice(0, Math.max(0, colon));
		if (row.length > LONGEST || !KEY.test(key) || SPECIAL.test(key) || values.has(key)) return null;
		const rest = row.slice(colon + 1);
		const value = rest.startsWith(' ') && !rest.includes('\t') ? plainValue(rest.trim()) : null;
		if (value === null) return null;
		values.set(key, value);
	}
	return Object.fromEntries(values);
}

function plainValue(value: string): string | readonly string[] | null {
	if (isString(value)) return value;
	if (!LIST.test(value)) return null;
	const inside = value.slice(1, -1);
	if (inside.trim() === '') return [];
	const items = inside.split(',').map((item) => item.trim());
	return items.every(isString) ? items : null;
}

function isString(value: string): boolean {
	return PLAIN.test(value) && !SPECIAL.test(value);
}
