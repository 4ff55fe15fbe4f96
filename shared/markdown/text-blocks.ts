import type { TextBlock } from '#shared/doc/block.ts';
import { deriveId, TextId } from '#shared/id.ts';
import { linesIn, type Rows, type Source, withoutBlankEnds } from '#shared/markdown/source.ts';

/** The verbatim text of every text section that is not blank, by its first row. */
export function textBlocks(
	source: Source,
	sections: readonly { readonly kind: string; readonly rows: Rows }[],
): Map<number, TextBlock> {
	const seen = new Map<string, number>();
	const blocks = new Map<number, TextBlock>();
	for (const { kind, rows } of sections) {
		if (kind !== 'text') continue;
		const text = verbatim(source, rows);
		if (text === '') continue;
		const key = text.toWellFormed();
		const ordinal = seen.get(key) ?? 0;
		seen.set(key, ordinal + 1);
		const id = TextId.parse(deriveId('tx', '', text, ordinal));
		blocks.set(rows.first, { kind: 'text', id, text });
	}
	return blocks;
}

/** These rows as a text block holds them: without blank lines around, with `\n` endings. */
export function verbatim(source: Source, rows: Rows): string {
	return linesIn(source, withoutBlankEnds(source, rows)).join('\n');
}
