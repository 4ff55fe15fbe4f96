/** One JSON value a line, each of a shape. A line that is cut short is refused with its number. */
import type { z } from 'zod';
import { unreadable } from '#server/evidence/readers/unreadable.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Lines that are no JSON at all are passed over where `lenient`: a build's output may stand between. */
export function readJsonLines<T extends z.ZodType>(
	text: string,
	shape: T,
	lenient = false,
): Result<z.infer<T>[], Refusal> {
	const values: z.infer<T>[] = [];
	for (const [n, line] of text.split(/\r?\n/).entries()) {
		if (line.trim() === '' || (lenient && !line.startsWith('{'))) continue;
		let json: unknown;
		try {
			json = JSON.parse(line);
		} catch {
			return err(unreadable(`line ${n + 1} is no whole JSON`));
		}
		const parsed = shape.safeParse(json);
		if (!parsed.success) {
			const at = parsed.error.issues[0]?.path.map(String).join('.') || 'its top';
			return err(unreadable(`line ${n + 1} is of another shape at ${at.slice(0, 200)}`));
		}
		values.push(parsed.data);
	}
	return ok(values);
}
