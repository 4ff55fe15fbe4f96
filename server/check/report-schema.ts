import { z } from 'zod';
import { CheckReport } from '#server/check/report.ts';

/** The JSON Schema of what `lintel check --json` prints, as the packaged file has it. */
export function reportSchemaText(): string {
	const schema = {
		...z.toJSONSchema(CheckReport),
		title: 'lintel check --json',
		description: 'What a check of a Lintel repository found, version 1.',
	};
	return `${JSON.stringify(schema, null, 2)}\n`;
}
