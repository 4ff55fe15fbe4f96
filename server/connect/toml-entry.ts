/**
 * Puts a server's entry into a client's TOML settings, as a table of its own.
 *
 * Lines are spliced, so that comments and everything else stay as they are. What comes out is read
 * again: unless it says exactly what was there and the entry, nothing is changed.
 */
import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'smol-toml';
import { z } from 'zod';
import { type ServerEntry, WAY_KEYS } from '#server/connect/server-entry.ts';

/** The settings with the entry in them; null where they can't be changed without a doubt. */
export function withTomlEntry(before: string | null, entry: ServerEntry): string | null {
	const text = before ?? '';
	const root = tomlIn(text);
	if (root === null) return null;
	const there = tableAt(root, entry.path);
	if (there === null) return null;
	const values = wanted(there, entry);
	const after = spliced(text, entry, values, there);
	const expected = withTable(root, entry.path, values);
	return isDeepStrictEqual(plain(tomlIn(after)), plain(expected)) ? after : null;
}

function wanted(there: Values, { says, suggests }: ServerEntry): Values {
	const kept = Object.entries(there).filter(([key]) => key in says || !WAY_KEYS.includes(key));
	return { ...suggests, ...Object.fromEntries(kept), ...says };
}

function spliced(text: string, { path }: ServerEntry, values: Values, there: Values): string {
	const newline = text.includes('\r\n') ? '\r\n' : '\n';
	const lines = text.split(/\r?\n/);
	const header = lines.findIndex((line) => headerIn(line) === path.join('.'));
	if (header < 0) {
		const above = text.trim() === '' ? [] : [text.trimEnd().replaceAll('\r\n', '\n'), ''];
		return `${[...above, `[${path.join('.')}]`, ...linesOf(values)].join('\n')}\n`.replaceAll(
			'\n',
			newline,
		);
	}
	const below = lines.slice(header + 1);
	const next = below.findIndex((line) => headerIn(line) !== null);
	const body = next < 0 ? below : below.slice(0, next);
	const rest = next < 0 ? [] : below.slice(next);
	const mended = mendedBody(body, values, there);
	return [...lines.slice(0, header + 1), ...mended, ...rest].join(newline);
}

/** The lines of the table: what changed in its place, what is new after the last that says something. */
function mendedBody(body: readonly string[], values: Values, there: Values): readonly string[] {
	const out: string[] = [];
	for (let at = 0; at < body.length; at++) {
		const line = body[at] ?? '';
		const key = /^\s*([\w-]+)\s*=/.exec(line)?.[1];
		const length = key === undefined ? 1 : statementLength(body.slice(at));
		const own = body.slice(at, at + length);
		at += length - 1;
		if (key === undefined || !(key in there)) out.push(...own);
		else if (!(key in values)) continue;
		else if (isDeepStrictEqual(values[key], there[key])) out.push(...own);
		else out.push(...linesOf({ [key]: values[key] }));
	}
	const added = Object.entries(values).filter(([key]) => !(key in there));
	const end = out.findLastIndex((line) => line.trim() !== '') + 1;
	return [...out.slice(0, end), ...linesOf(Object.fromEntries(added)), ...out.slice(end)];
}

/** How many lines one `key = value` takes: lists may go over several. */
function statementLength(lines: readonly string[]): number {
	for (let length = 1; length <= Math.min(lines.length, MOST_LINES); length++) {
		if (tomlIn(lines.slice(0, length).join('\n')) !== null) return length;
	}
	return 1;
}

const MOST_LINES = 100;

function linesOf(values: Values): readonly string[] {
	return Object.keys(values).length === 0 ? [] : stringify(values).trimEnd().split('\n');
}

/** The name of the table that a line opens, with dots; null for any other line. */
function headerIn(line: string): string | null {
	const name = /^\s*\[{1,2}([^\]]+)\]/.exec(line)?.[1];
	if (name === undefined) return null;
	return name
		.split('.')
		.map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'))
		.join('.');
}

const Values = z.record(z.string(), z.unknown());
type Values = z.infer<typeof Values>;

function tomlIn(text: string): Values | null {
	try {
		return parse(text);
	} catch {
		return null;
	}
}

/** The table there, empty where there is none; null where something else is. */
function tableAt(root: Values, path: readonly string[]): Values | null {
	let value: unknown = root;
	for (const key of path) {
		value = Values.safeParse(value).data?.[key];
		if (value === undefined) return {};
	}
	return Values.safeParse(value).data ?? null;
}

function withTable(root: Values, path: readonly string[], table: Values): Values {
	const [key, ...below] = path;
	if (key === undefined) return table;
	return { ...root, [key]: withTable(Values.safeParse(root[key]).data ?? {}, below, table) };
}

/** Whatever objects the parser makes, as plain ones. */
function plain(value: unknown): unknown {
	return structuredClone(value);
}
