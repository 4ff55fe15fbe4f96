/** The repository's side of a workspace: files and documents, each following the other. */
import type { Config } from '#server/files/config.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Files extends AsyncDisposable {
	readonly config: Config;
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
	/** Adds what texts from elsewhere hold to the documents. */
	importTexts(
		texts: readonly ImportedText[],
		options: { readonly dryRun: boolean },
	): Promise<ImportReport>;
	/** Tells when `findings()` changed. */
	onChange(listener: () => void): () => void;
}

export interface ExportReport {
	/** Paths that were written, or would be. */
	readonly written: readonly string[];
	/** Why others were not. */
	readonly findings: readonly Finding[];
}

/** A file's text, and the name that messages give it. */
export interface ImportedText {
	readonly name: string;
	readonly text: string;
}

export interface ImportReport {
	readonly entries: readonly ImportEntry[];
}

/** What one piece of an imported file became. */
export interface ImportEntry {
	readonly from: string;
	readonly line: number | null;
	/** `added` is new, `changed` was there under the same id, `same` was there word for word, `kept` stands as text between artefacts. */
	readonly became: 'added' | 'changed' | 'same' | 'kept' | 'left-out';
	readonly kind: 'story' | 'context' | 'design' | 'text';
	readonly title: string;
	/** How many criteria a Story has. */
	readonly criteria: number;
}
