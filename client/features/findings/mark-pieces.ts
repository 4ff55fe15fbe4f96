import type { Finding, Severity } from '#shared/trace/finding.ts';

export interface MarkPiece {
	readonly from: number;
	readonly text: string;
	/** Null for what no Finding marks. */
	readonly severity: Severity | null;
}

/** The text in pieces, marked where Findings are; none where nothing is to be marked. */
export function markPieces(text: string, findings: readonly Finding[]): readonly MarkPiece[] {
	const marks = findings
		.flatMap(({ place, severity, message }) => {
			if (place === null || place.to > text.length) return [];
			const words = text.slice(place.from, place.to);
			// A message quotes the words that it is about: other words have come in their place.
			const quoted = !message.includes('“') || message.includes(`“${words}”`);
			return words === '' || !quoted ? [] : [{ ...place, severity }];
		})
		.sort((a, b) => a.from - b.from);
	if (marks.length === 0) return [];
	const pieces: MarkPiece[] = [];
	let at = 0;
	for (const { from, to, severity } of marks) {
		if (from < at) continue;
		if (from > at) pieces.push({ from: at, text: text.slice(at, from), severity: null });
		pieces.push({ from, text: text.slice(from, to), severity });
		at = to;
	}
	if (at < text.length) pieces.push({ from: at, text: text.slice(at), severity: null });
	return pieces;
}
