import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import { readStoriesImport } from '#shared/import/stories/read-stories-import.ts';
import type { Source } from '#shared/markdown/source.ts';

/** Reads a file of one format; total: whatever it doesn't understand is text. */
export type ImportReader = (source: Source, path: string) => Omit<ImportReading, 'format'>;

export const READERS: Readonly<Record<ImportFormat, ImportReader>> = {
	stories: readStoriesImport,
	'spec-kit': readStoriesImport,
	kiro: readStoriesImport,
	openspec: readStoriesImport,
	gherkin: readStoriesImport,
	backlog: readStoriesImport,
	csv: readStoriesImport,
};
