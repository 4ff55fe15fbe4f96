import * as Y from 'yjs';
import * as z from 'zod/mini';

/** Another peer's place in a text, resolved to offsets. `place` is equal while they stay put. */
export interface RemoteCursor {
	readonly name: string;
	readonly color: string;
	readonly anchor: number;
	readonly head: number;
	readonly place: string;
}

const State = z.object({
	user: z.optional(z.object({ name: z.optional(z.string()), color: z.optional(z.string()) })),
	cursor: z.object({ anchor: z.unknown(), head: z.unknown() }),
});

/** Only these reach a style attribute: the tokens for people, which hold their contrast. */
const SAFE_COLOR = /^var\(--person-[1-8]\)$/;

/** The cursor in a peer's awareness state, or null when it has none in this text. */
export function readCursor(state: unknown, text: Y.Text): RemoteCursor | null {
	const { data } = State.safeParse(state);
	if (data === undefined) return null;
	const anchor = resolve(data.cursor.anchor, text);
	const head = resolve(data.cursor.head, text);
	if (anchor === null || head === null) return null;
	const color = data.user?.color ?? '';
	return {
		name: (data.user?.name ?? '').slice(0, 60) || 'Someone',
		color: SAFE_COLOR.test(color) ? color : 'var(--person-6)',
		anchor,
		head,
		place: JSON.stringify(data.cursor),
	};
}

function resolve(position: unknown, text: Y.Text): number | null {
	if (text.doc === null || typeof position !== 'object' || position === null) return null;
	try {
		const relative = Y.createRelativePositionFromJSON(position);
		const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc);
		return absolute?.type === text ? absolute.index : null;
	} catch {
		// A peer wrote what is no position; it has no cursor here.
		return null;
	}
}
