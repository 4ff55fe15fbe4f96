/**
 * Puts Lintel's entries into a client's hook settings, and takes them out again.
 *
 * The file is somebody's own: only Lintel's entries change, every other byte stays. What is not
 * JSON is not touched.
 */
import { type ParseError, parse } from 'jsonc-parser';
import { z } from 'zod';
import { withAdded, withoutAt, withProperty, withReplaced } from '#server/guard/json-splice.ts';

export interface HookEntry {
	/** The list it belongs to, such as `hooks`, `PreToolUse`. */
	readonly path: readonly string[];
	readonly value: unknown;
}

/** Recognises an entry of any version of Lintel. */
const OURS = 'lintel guard ask';

/** The settings with these entries in them, once each; null where the text is no JSON object. */
export function withEntries(
	text: string | null,
	entries: readonly HookEntry[],
	version: number | null,
): string | null {
	if (text === null || text.trim() === '') {
		const fresh = version === null ? '{}' : `{\n  "version": ${version}\n}`;
		return withEntries(`${fresh}\n`, entries, version);
	}
	if (objectIn(text) === null) return null;
	let next = text;
	if (version !== null && objectIn(next)?.['version'] === undefined) {
		next = withProperty(next, 'version', version);
	}
	for (const { path, value } of entries) {
		const list = listAt(next, path);
		if (list === null) return null;
		const own = ownIn(list);
		const [first, ...others] = own;
		for (const index of others.toReversed()) next = withoutAt(next, [...path, index]);
		if (first === undefined) next = withAdded(next, path, value);
		else if (JSON.stringify(list[first]) !== JSON.stringify(value)) {
			next = withReplaced(next, [...path, first], value);
		}
	}
	return next;
}

/** The settings without Lintel's entries; null where nothing of anybody else's is left. */
export function withoutEntries(text: string, lists: readonly (readonly string[])[]): string | null {
	let next = text;
	for (const path of lists) {
		for (const index of ownIn(listAt(next, path) ?? []).toReversed()) {
			next = withoutAt(next, [...path, index]);
		}
		for (let up = [...path]; up.length > 0; up = up.slice(0, -1)) {
			const value = valueAt(next, up);
			if (value === undefined || !isEmpty(value)) break;
			next = withoutAt(next, up);
		}
	}
	const left = Object.keys(objectIn(next) ?? {}).filter((key) => key !== 'version');
	return left.length === 0 ? null : next;
}

export function hasEntries(text: string, lists: readonly (readonly string[])[]): boolean {
	return lists.every((path) => ownIn(listAt(text, path) ?? []).length > 0);
}

function ownIn(list: readonly unknown[]): readonly number[] {
	return list.flatMap((entry, index) => (JSON.stringify(entry).includes(OURS) ? index : []));
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
	const errors: ParseError[] = [];
	const value: unknown = parse(text, errors, { allowTrailingComma: true });
	return errors.length > 0
		? null
		: (z.record(z.string(), z.unknown()).safeParse(value).data ?? null);
}

function valueAt(text: string, path: readonly string[]): unknown {
	let value: unknown = objectIn(text);
	for (const key of path) {
		value = z.record(z.string(), z.unknown()).safeParse(value).data?.[key];
	}
	return value;
}

/** Null where something else than a list is in its place. */
function listAt(text: string, path: readonly string[]): readonly unknown[] | null {
	const value = valueAt(text, path);
	if (value === undefined) return [];
	return z.array(z.unknown()).safeParse(value).data ?? null;
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
