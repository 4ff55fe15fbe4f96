import type { PassageMark } from '#client/state/comment/comments.ts';
import type { CommentId } from '#shared/id.ts';

/** A piece of a text: under the same threads from its first character to its last. */
export interface MarkedPiece {
	readonly from: number;
	readonly text: string;
	/** The thread that began last here; null for text that nobody comments on. */
	readonly thread: CommentId | null;
	readonly unread: boolean;
}

/** A text cut where passages begin and end. Passages may overlap; the shortest one shows. */
export function markedPieces(text: string, marks: readonly PassageMark[]): readonly MarkedPiece[] {
	const cuts = new Set([0, text.length]);
	for (const { from, to } of marks) cuts.add(clamp(from)).add(clamp(to));
	const places = [...cuts].sort((a, b) => a - b);
	return places.slice(0, -1).map((from, n) => {
		const to = places[n + 1] ?? text.length;
		const over = marks.filter((mark) => mark.from <= from && mark.to >= to);
		const mark = over.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0];
		const { thread = null, unread = false } = mark ?? {};
		return { from, text: text.slice(from, to), thread, unread };
	});

	function clamp(at: number): number {
		return Math.max(0, Math.min(text.length, at));
	}
}
