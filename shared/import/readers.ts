import { readBacklog } from '#shared/import/neighbours/read-backlog.ts';
import { readCsv } from '#shared/import/neighbours/read-csv.ts';
import { readGherkin } from '#shared/import/neighbours/read-gherkin.ts';
import { readKiro } from '#shared/import/neighbours/read-kiro.ts';
import { readOpenSpec } from '#shared/import/neighbours/read-openspec.ts';
import { readSpecKit } from '#shared/import/neighbours/read-spec-kit.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import { readStoriesImport } from '#shared/import/stories/read-stories-import.ts';
import type { Source } from '#shared/markdown/source.ts';

/** Reads a file of one format; total: whatever it doesn't understand is text. */
export type ImportReader = (source: Source, path: string) => Omit<ImportReading, 'format'>;

export const READERS: Readonly<Record<ImportFormat, ImportReader>> = {
	stories: readStoriesImport,
	'spec-kit': readSpecKit,
	kiro: readKiro,
	openspec: readOpenSpec,
	gherkin: readGherkin,
	backlog: readBacklog,
	csv: readCsv,
};
