const METADATA =
	/^[ \t]*(?:[-*+][ \t]+)?(\*\*|__)?(?:priority|tags?|labels?|story points|points|estimate)[ \t]*(?::\1|\1[ \t]*:)/i;

/**
 * Notes without the lines that planning changes and no reviewer decides on: priority, tags,
 * labels, estimates (`**Priority**: 1 · **Tags**: accounts`).
 */
export function withoutMetadata(notes: string): string {
	return notes
		.split(/\r\n?|\n/)
		.filter((line) => !isMetadataLine(line))
		.join('\n');
}

export function isMetadataLine(line: string): boolean {
	return METADATA.test(line);
}
