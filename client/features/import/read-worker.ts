/** Reads large files beside the page, which stays quick meanwhile. */
import type { ReadingRequest } from '#client/features/import/read-apart.ts';
import { readImport } from '#shared/import/read-import.ts';

addEventListener('message', (event) => {
	const { name, text, as }: ReadingRequest = event.data;
	postMessage(readImport(name, text, as ?? undefined));
});
