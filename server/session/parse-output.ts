import { z } from 'zod';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { STEP_OUTPUTS, type StepOutput } from '#shared/session/step-output.ts';

/** What was handed in, where it is what the step asks for; else which of its fields are not. */
export function parseOutput(
	{ output, title }: WorkStep,
	value: unknown,
): Result<StepOutput, Refusal> {
	const parsed = STEP_OUTPUTS[output].safeParse(value);
	if (parsed.success) return ok(parsed.data);
	const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
		return `${path.length === 0 ? 'it' : path.join('.')}: ${message}`;
	});
	return err(
		refusal(
			'output',
			`What was handed in is not what “${title}” asks for (${issues.join(' · ')}).`,
			'Hand in an object that fits the schema of the step.',
		),
	);
}

/** The JSON Schema of a step's output. */
export function schemaOf({ output }: WorkStep): Record<string, unknown> {
	return z.toJSONSchema(STEP_OUTPUTS[output]);
}
