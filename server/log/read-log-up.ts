import type { RawData } from 'ws';
import * as z from 'zod';
import { jsonIn } from '#shared/json-in.ts';
import { type LogDown, LogUp } from '#shared/protocol/log.ts';
import { refusal } from '#shared/refusal.ts';

/** An append that is wrong inside is answered; what is no message at all ends the conversation. */
export type ReadLogUp =
	| { readonly kind: 'message'; readonly message: LogUp }
	| { readonly kind: 'refused'; readonly answer: LogDown }
	| { readonly kind: 'malformed'; readonly reason: string };

const Numbered = z.object({ type: z.literal('append'), ref: z.int() });

export function readLogUp(data: RawData, isBinary: boolean, maxBytes: number): ReadLogUp {
	const text = textOf(data);
	if (isBinary || text === null) return { kind: 'malformed', reason: 'A message is text.' };
	if (text.length > maxBytes) {
		return { kind: 'malformed', reason: `A message may have ${maxBytes} bytes.` };
	}
	const json = jsonIn(text);
	const message = LogUp.safeParse(json);
	if (message.success) return { kind: 'message', message: message.data };
	const append = Numbered.safeParse(json);
	if (!append.success) return { kind: 'malformed', reason: 'That is no message of the log.' };
	const where = message.error.issues[0]?.path.join('.') ?? '';
	return {
		kind: 'refused',
		answer: {
			type: 'refused',
			ref: append.data.ref,
			event: null,
			refusal: refusal(
				'malformed-event',
				`The append can't be read: ${where} is not what it has to be.`,
				'Reload the page; if it stays so, update Lintel.',
			),
		},
	};
}

function textOf(data: RawData): string | null {
	if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
	return data instanceof Buffer ? data.toString('utf8') : null;
}
