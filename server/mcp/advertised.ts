import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';

/**
 * A tool's input as clients are told of it: its shape, in as few bytes as that takes, for every model
 * pays for them with every request. The dialect is the protocol's own, and limits are said by the
 * refusal that meets them.
 */
export function advertised(input: z.ZodObject): StandardSchemaWithJSON {
	const standard = input['~standard'];
	const { jsonSchema } = standard;
	return {
		'~standard': {
			...standard,
			jsonSchema: {
				input: (options) => Object(bare(jsonSchema.input(options))),
				output: (options) => jsonSchema.output(options),
			},
		},
	};
}

const LIMITS = ['$schema', 'minLength', 'maxLength', 'maxItems', 'additionalProperties'];

function bare(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(bare);
	if (typeof schema !== 'object' || schema === null) return schema;
	return Object.fromEntries(
		Object.entries(schema).flatMap(([key, value]) =>
			LIMITS.includes(key) && typeof value !== 'object' ? [] : [[key, bare(value)]],
		),
	);
}
