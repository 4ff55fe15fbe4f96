/** The name under which pasted text is imported, and known again. */
export const PASTED = 'Pasted text';

export function importHref(slug: string): string {
	return `/w/${slug}/stories/import`;
}
