import type { BothChanged } from '#shared/doc/both-changed.ts';
import type { DocName } from '#shared/doc/doc-name.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** One file, and the document that it and Lintel's people share. */
export interface Binding {
	readonly doc: DocName;
	/** From the repository's root. */
	readonly path: string;
	/** Whether the document says nothing. */
	isEmpty(): boolean;
	/**
	 * The document as a file, spliced into the text that both last agreed on (null: there was no
	 * file). Null when the file says all that the document does.
	 */
	print(agreed: string | null): string | null;
	/** The file says this now: the document takes over what `print` added. */
	wrote(text: string): void;
	/** What reading the file's lines has to say; nothing of a Design, whose document is its file. */
	findings(text: string): readonly Finding[];
	/**
	 * Brings what changed in the file, from `base` to `next`, into the document. `alongside` hears
	 * which words both had changed, and what it stores is durable with the change or not at all.
	 */
	absorb(
		base: string,
		next: string,
		alongside?: (both: readonly BothChanged[]) => void,
	): Promise<void>;
}
