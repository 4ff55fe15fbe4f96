/**
 * What a line of a log segment says. Whoever reads a whole log has the schema compiled on the way:
 * that takes as long as reading some hundreds of lines, and reads each in a third of the time.
 */
import * as z from 'zod/mini';
import { jsonIn } from '#shared/json-in.ts';
import { Envelope } from '#shared/lifecycle/envelope.ts';

const FEW = 1_000;
let read = 0;
let compiled: typeof Envelope | null = null;

/** Undefined where the line is no envelope that this Lintel can read. */
export function readEnvelope(line: string): Envelope | undefined {
	if (compiled === null && ++read > FEW) compiled = z.compile(Envelope);
	return (compiled ?? Envelope).safeParse(jsonIn(line)).data;
}
