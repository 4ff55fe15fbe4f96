/**
 * A `design:<component id>` document: one Y.Text `markdown`, the whole file with its front matter.
 * `shared/markdown/design.ts` reads it as a Design.
 */
import type * as Y from 'yjs';

export interface DesignDoc {
	readonly yDoc: Y.Doc;
	readonly markdown: Y.Text;
}

export function openDesignDoc(yDoc: Y.Doc): DesignDoc {
	return { yDoc, markdown: yDoc.getText('markdown') };
}

export function readDesignText(doc: DesignDoc): string {
	return doc.markdown.toString().toWellFormed();
}
