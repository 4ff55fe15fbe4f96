import { type DiffPiece, lineDiff, wordDiff } from '#client/features/history/word-diff.ts';
import type { DocumentField } from '#client/features/review/document-fields.ts';

/** A field of two texts of an artefact. `before` is null for what is new, `after` for what is gone. */
export interface FieldChange {
	readonly key: string;
	/** As it is now; as it was where it is gone. */
	readonly shown: DocumentField;
	readonly before: string | null;
	readonly after: string | null;
}

/** Every field of either text, in the order of the later one; what is gone stands where it stood. */
export function changesBetween(
	before: readonly DocumentField[],
	after: readonly DocumentField[],
): readonly FieldChange[] {
	const old = new Map(before.map((field) => [field.key, field]));
	const kept = new Set(after.map(({ key }) => key));
	const changes: FieldChange[] = after.map((shown) => ({
		...{ key: shown.key, shown, after: shown.text },
		before: old.get(shown.key)?.text ?? null,
	}));
	let last = -1;
	for (const gone of before) {
		const at = changes.findIndex(({ key }) => key === gone.key);
		if (kept.has(gone.key)) {
			last = Math.max(last, at);
			continue;
		}
		last += 1;
		changes.splice(last, 0, { key: gone.key, shown: gone, before: gone.text, after: null });
	}
	return changes;
}

export function isChanged({ before, after }: FieldChange): boolean {
	return before !== after;
}

/** Whether fields that both texts hold stand in another order. */
export function isReordered(
	before: readonly DocumentField[],
	after: readonly DocumentField[],
): boolean {
	const common = (one: readonly DocumentField[], other: readonly DocumentField[]) =>
		one.map(({ key }) => key).filter((key) => other.some((field) => field.key === key));
	return common(before, after).join('\n') !== common(after, before).join('\n');
}

/** A passage of a field: lines that read the same, or how they became others, word by word. */
export type TextPart =
	| { readonly kind: 'same'; readonly text: string }
	| { readonly kind: 'changed'; readonly pieces: readonly DiffPiece[] };

/** A field's text in passages: whole lines at first, then the words in those that differ. */
export function passagesOf(before: string, after: string): readonly TextPart[] {
	const parts: TextPart[] = [];
	let removed = '';
	let added = '';
	const settle = () => {
		if (removed !== '' || added !== '')
			parts.push({ kind: 'changed', pieces: wordDiff(removed, added) });
		removed = added = '';
	};
	for (const { kind, text } of lineDiff(before, after)) {
		if (kind === 'removed') removed += text;
		else if (kind === 'added') added += text;
		else {
			settle();
			parts.push({ kind: 'same', text });
		}
	}
	settle();
	return parts;
}
