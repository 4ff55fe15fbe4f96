/** The repository's side of a workspace: files and documents, each following the other. */
import type { Config } from '#server/files/config/config.ts';
import type { ExportReport, ImportOptions, ImportReport } from '#server/files/reports.ts';
import type { ComponentId, MemberId } from '#shared/id.ts';
import type { FileAnswer, FileQuestion } from '#shared/protocol/file-question.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Files extends AsyncDisposable {
	readonly config: Config;
	/** Resolves when every design's file and document have caught up with each other. */
	readonly ready: Promise<void>;
	/** What the files say: conflicts, outside changes, what can't be read or written. */
	findings(): readonly Finding[];
	/** What a person has to settle about files. */
	questions(): readonly FileQuestion[];
	/** Settles one; the Member is the one who answers. */
	answer(id: string, answer: FileAnswer, by: MemberId): Promise<Result<void, Refusal>>;
	/** Designs that have a file or a document. */
	designIds(): readonly ComponentId[];
	/** A design's whole text as it reads now; '' for one that has none. */
	designText(id: ComponentId): string;
	/** Where a design's file is or will be. */
	designPath(id: ComponentId): string;
	/** Writes what is pending now; answers with the paths written. */
	flush(): Promise<readonly string[]>;
	/** Takes in now what changed in these files, as the watch would soon. */
	follow(paths: readonly string[]): Promise<void>;
	/** What `flush` would write, with files that are gone written anew. */
	exportFiles(options: { readonly dryRun: boolean }): Promise<ExportReport>;
	/** Adds what files from elsewhere (absolute paths) hold to the documents. */
	importFiles(paths: readonly string[], options: ImportOptions): Promise<ImportReport>;
	/** Tells when `findings()` changed. */
	onChange(listener: () => void): () => void;
}
