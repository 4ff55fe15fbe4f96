/** The repository's side of a workspace: files and documents, each following the other. */
import type { Config } from '#server/files/config.ts';
import type { ExportReport, ImportOptions, ImportReport } from '#server/files/reports.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Files extends AsyncDisposable {
	readonly config: Config;
	/** Resolves when every design's file and document have caught up with each other. */
	readonly ready: Promise<void>;
	/** What the files say: conflicts, outside changes, what can't be read or written. */
	findings(): readonly Finding[];
	/** Designs that have a file or a document. */
	designIds(): readonly ComponentId[];
	/** A design's whole text as it reads now; '' for one that has none. */
	designText(id: ComponentId): string;
	/** Where a design's file is or will be. */
	designPath(id: ComponentId): string;
	/** Writes what is pending now; answers with the paths written. */
	flush(): Promise<readonly string[]>;
	/** What `flush` would write, with files that are gone written anew. */
	exportFiles(options: { readonly dryRun: boolean }): Promise<ExportReport>;
	/** Adds what files from elsewhere (absolute paths) hold to the documents. */
	importFiles(paths: readonly string[], options: ImportOptions): Promise<ImportReport>;
	/** Tells when `findings()` changed. */
	onChange(listener: () => void): () => void;
}
