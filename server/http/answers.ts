import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod/mini';
import type { AppContext } from '#server/http/app-env.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const KB = 1024;
export const MB = 1024 * KB;

export function refuse(c: AppContext, status: ContentfulStatusCode, error: Refusal): Response {
	return c.json({ error }, status);
}

/** The body, parsed. The refusal names the field that does not fit and never repeats what was sent. */
export async function readBody<S extends z.ZodMiniType>(
	c: AppContext,
	schema: S,
): Promise<Result<z.output<S>, Refusal>> {
	if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return err(notJson);
	const body = await c.req.json().catch(() => undefined);
	if (body === undefined) return err(notJson);
	const parsed = schema.safeParse(body);
	if (parsed.success) return ok(parsed.data);
	const where = parsed.error.issues[0]?.path.join('.');
	return err(malformed(where ? `its field ${where}` : 'it'));
}

/** Refuses larger bodies before they are read. */
export function atMost(maxSize: number) {
	return bodyLimit({
		maxSize,
		// The rest of the body is never read, so nothing more can come over this connection.
		onError: (c) => c.json({ error: tooLarge(maxSize) }, 413, { Connection: 'close' }),
	});
}

const notJson = refusal(
	'not-json',
	'The request has no JSON body.',
	'Send JSON, with the header Content-Type: application/json.',
);

function malformed(what: string): Refusal {
	return refusal(
		'malformed',
		`The request does not have the form this route takes: ${what} does not fit.`,
		'Reload the page, so that the app and the relay speak the same version.',
	);
}

function tooLarge(maxSize: number): Refusal {
	return refusal(
		'too-large',
		`The request is larger than ${Math.round(maxSize / KB)} KB.`,
		'Send less at once.',
	);
}
