/** The repository's side of a workspace: files and documents, each following the other. */
import type { Config } from '#server/files/config.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Files extends AsyncDisposable {
	readonly config: Config;
	/** What the files say: conflicts, outside changes, what can't be read or written. */
	findings(): readonly Finding[];
	/** Designs that have a file, whether or not a document was opened for them yet. */
	designIds(): readonly ComponentId[];
	/** A design's text as its file had it last, for designs without a document; null for unknown ones. */
	designText(id: ComponentId): string | null;
	/** Where a design's file is or will be. */
	designPath(id: ComponentId): string;
	/** Writes what is pending now; answers with the paths written. */
	flush(): Promise<readonly string[]>;
	/** Tells when `findings()` changed. */
	onChange(listener: () => void): () => void;
}
