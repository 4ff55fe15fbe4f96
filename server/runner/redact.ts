import type { TranscriptBody } from '#shared/session/transcript.ts';

/** The key is nowhere that a tool could read; should it turn up all the same, it is not passed on. */
export function redactor(key: string): (text: string) => string {
	return (text) => (key.length < 8 ? text : text.replaceAll(key, '[key]'));
}

/** The same for text that comes in pieces: what may be the start of the key waits for what follows. */
export interface PieceRedactor {
	next(piece: string): string;
	/** What waited, once nothing follows. */
	end(): string;
}

export function pieceRedactor(key: string): PieceRedactor {
	const redact = redactor(key);
	let waiting = '';
	return {
		next(piece) {
			const text = redact(waiting + piece);
			const length = startOfKeyIn(text, key);
			waiting = text.slice(text.length - length);
			return text.slice(0, text.length - length);
		},
		end() {
			const text = waiting;
			waiting = '';
			return text;
		},
	};
}

/** How many characters at the end of the text are the key's first. */
function startOfKeyIn(text: string, key: string): number {
	let length = Math.min(key.length - 1, text.length);
	while (length > 0 && !text.endsWith(key.slice(0, length))) length--;
	return Math.max(length, 0);
}

export function redacted(body: TranscriptBody, redact: (text: string) => string): TranscriptBody {
	if (body.type === 'text' || body.type === 'note') return { ...body, text: redact(body.text) };
	if (body.type === 'tool')
		return { ...body, input: redact(body.input), result: redact(body.result) };
	if (body.type === 'output') return { ...body, output: redact(body.output) };
	if (body.type === 'check') return { ...body, text: redact(body.text) };
	return body;
}
