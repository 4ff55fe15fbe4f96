import { setText } from '#shared/doc/apply-text.ts';
import type { DesignDoc } from '#shared/doc/design-doc.ts';
import type { Origin } from '#shared/doc/origin.ts';

/** Makes the Design's Markdown (front matter included) read like this, by the smallest edits. */
export function setDesign(doc: DesignDoc, markdown: string, origin: Origin): void {
	setText(doc.markdown, markdown, origin);
}
