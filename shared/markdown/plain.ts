/**
 * Markdown on one line as words: emphasis and code marks are taken off, what they hold stays.
 * For places that show a few words and no formatting; never for what is stored.
 */
export function plainText(markdown: string): string {
	return markdown.replace(/(\*\*|__)(?=[^\s*_])([^\n]*?)\1/g, '$2').replace(/`([^`\n]+)`/g, '$1');
}
