/** `.lintel/layout.json`: where the Contexts of the map stand, one a line, sorted by id. */
import * as z from 'zod/mini';
import { Position } from '#shared/artefact/position.ts';
import type { Positions } from '#shared/doc/layout-doc.ts';
import { ContextId } from '#shared/id.ts';
import { jsonIn } from '#shared/json-in.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const LAYOUT_PATH = '.lintel/layout.json';

const LayoutFile = z.strictObject({
	version: z.literal(1),
	contexts: z.record(z.string(), Position),
});

/** An empty text holds no position. What is no layout is refused whole, and says what is wrong. */
export function readLayout(text: string): Result<Positions, Refusal> {
	if (text.trim() === '') return ok(new Map());
	const json = jsonIn(text);
	if (json === undefined) return err(malformed('it is not JSON'));
	const file = LayoutFile.safeParse(json);
	if (!file.success) {
		const [problem] = file.error.issues;
		return err(malformed(`${problem?.path.join('.') || 'the top'} is not what it has to be`));
	}
	const positions: [ContextId, Position][] = [];
	for (const [key, position] of Object.entries(file.data.contexts)) {
		const id = ContextId.safeParse(key);
		if (!id.success) return err(malformed(`“${key.slice(0, 40)}” is no context's id`));
		positions.push([id.data, position]);
	}
	return ok(new Map(positions.sort(byId)));
}

export function printLayout(positions: Positions): string {
	const lines = [...positions]
		.sort(byId)
		.map(([id, { x, y }]) => `    "${id}": { "x": ${x}, "y": ${y} }`);
	const contexts = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
	return `{\n  "version": 1,\n  "contexts": ${contexts}\n}\n`;
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
	return a < b ? -1 : 1;
}

function malformed(what: string): Refusal {
	return refusal(
		'layout-malformed',
		`The positions of the map are not read: ${what}.`,
		`Mend ${LAYOUT_PATH}, or delete it: the map finds places of its own.`,
	);
}
