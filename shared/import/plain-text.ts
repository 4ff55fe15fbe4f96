/** The words of a cell that trackers export as HTML or with `<br>`, as Markdown has them. */
export function plainText(cell: string): string {
	if (!/<\/?(?:br|p|div|li|ul|ol|span|b|strong|i|em|h[1-6])\b/i.test(cell)) return cell;
	return entities(
		cell
			.replace(/<br\b[^<>]{0,40}>/gi, '\n')
			.replace(/<li\b[^<>]{0,200}>/gi, '\n- ')
			.replace(/<\/?(?:p|div|ul|ol|h[1-6])\b[^<>]{0,400}>/gi, '\n')
			.replace(/<\/?(?:b|strong)\b[^<>]{0,200}>/gi, '**')
			.replace(/<\/?(?:i|em)\b[^<>]{0,200}>/gi, '*')
			.replace(/<\/?(?:span|li)\b[^<>]{0,400}>/gi, ''),
	)
		.replace(/\*\*\*\*/g, '')
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
	nbsp: ' ',
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	'#39': "'",
};

function entities(text: string): string {
	return text.replace(
		/&(nbsp|amp|lt|gt|quot|apos|#39);/g,
		(whole, name: string) => ENTITIES[name] ?? whole,
	);
}
