/**
 * Puts a server's entry into a client's JSON settings. The file is somebody's own: only what Lintel
 * says changes; comments, other servers and other keys of the entry stay, byte by byte.
 */
import { type ParseError, parse } from 'jsonc-parser';
import { z } from 'zod';
import { type AskedInput, type ServerEntry, WAY_KEYS } from '#server/connect/server-entry.ts';
import { withAdded, withoutAt, withReplaced, withValue } from '#server/guard/json-splice.ts';

/** The settings with the entry in them; null where something else is in its place. */
export function withJsonEntry(before: string | null, entry: ServerEntry): string | null {
	const text = before?.trim() ? before : `${JSON.stringify(entry.fresh, null, '  ')}\n`;
	const root = objectIn(text);
	if (root === null || !canHold(root, entry.path)) return null;
	const there = recordAt(root, entry.path);
	let next = text;
	for (const [key, value] of Object.entries(wanted(there, entry))) {
		next = withValue(next, [...entry.path, key], value);
	}
	for (const key of WAY_KEYS) {
		if (there[key] === undefined || key in entry.says) continue;
		const kept = key === 'headers' ? withoutOurs(there[key]) : {};
		next =
			Object.keys(kept).length > 0
				? withValue(next, [...entry.path, key], kept)
				: withoutAt(next, [...entry.path, key]);
	}
	return entry.input === null ? next : withInput(next, entry.input);
}

/** What the entry has to say, beside what people put there. */
function wanted(there: Values, { says, suggests }: ServerEntry): Values {
	const suggested = Object.entries(suggests).filter(([key]) => there[key] === undefined);
	const headers = Values.safeParse(there['headers']).data ?? {};
	const ours = says['headers'];
	return {
		...says,
		...(ours === undefined ? {} : { headers: { ...headers, ...Values.parse(ours) } }),
		...Object.fromEntries(suggested),
	};
}

/** Headers of somebody's own stay also where the way needs none of ours. */
function withoutOurs(headers: unknown): Values {
	const { Authorization: _, ...others } = Values.safeParse(headers).data ?? {};
	return others;
}

function withInput(text: string, { path, item, needed }: AskedInput): string | null {
	const list = z.array(Values).safeParse(objectIn(text)?.[path] ?? []);
	if (!list.success) return null;
	const at = list.data.findIndex(({ id }) => id === item['id']);
	if (!needed) {
		if (at < 0) return text;
		return withoutAt(text, list.data.length === 1 ? [path] : [path, at]);
	}
	if (at < 0) return withAdded(text, [path], item);
	const same = JSON.stringify(list.data[at]) === JSON.stringify(item);
	return same ? text : withReplaced(text, [path, at], item);
}

const Values = z.record(z.string(), z.unknown());
type Values = z.infer<typeof Values>;

function objectIn(text: string): Values | null {
	const errors: ParseError[] = [];
	const value: unknown = parse(text, errors, { allowTrailingComma: true });
	return errors.length > 0 ? null : (Values.safeParse(value).data ?? null);
}

/** Whether every step of the path is an object, or not there yet. */
function canHold(root: Values, path: readonly string[]): boolean {
	let value: unknown = root;
	for (const key of path) {
		value = Values.safeParse(value).data?.[key];
		if (value === undefined) return true;
		if (!Values.safeParse(value).success) return false;
	}
	return true;
}

function recordAt(root: Values, path: readonly string[]): Values {
	return path.reduce((value, key) => Values.safeParse(value[key]).data ?? {}, root);
}
