import type { TranscriptBody } from '#shared/session/transcript.ts';

/** The key is nowhere that a tool could read; should it turn up all the same, it is not passed on. */
export function redactor(key: string): (text: string) => string {
	return (text) => (key.length < 8 ? text : text.replaceAll(key, '[key]'));
}

export function redacted(body: TranscriptBody, redact: (text: string) => string): TranscriptBody {
	if (body.type === 'text' || body.type === 'note') return { ...body, text: redact(body.text) };
	if (body.type === 'tool')
		return { ...body, input: redact(body.input), result: redact(body.result) };
	if (body.type === 'output') return { ...body, output: redact(body.output) };
	if (body.type === 'check') return { ...body, text: redact(body.text) };
	return body;
}
