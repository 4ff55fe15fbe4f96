import { parse } from 'jsonc-parser';
import type { CodeRepository } from '#shared/imports/resolve/repository.ts';

/** A settings file, comments and stray commas allowed; null where there is none that is an object. */
export function jsonFile(
	{ has, textOf }: Pick<CodeRepository, 'has' | 'textOf'>,
	path: string,
): Readonly<Record<string, unknown>> | null {
	const text = has(path) ? textOf(path) : null;
	return text === null ? null : record(parse(text, [], { allowTrailingComma: true }));
}

export function record(value: unknown): Readonly<Record<string, unknown>> | null {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	return Object.fromEntries(Object.entries(value));
}

export function words(value: unknown): readonly string[] {
	return [value].flat().filter((one) => typeof one === 'string');
}
