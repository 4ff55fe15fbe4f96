import { expect, test } from 'vitest';
import { rememberTraces } from '#client/state/trace/trace-memory.ts';
import { TraceBook } from '#client/state/trace/traces.svelte.ts';
import { ComponentId } from '#shared/id.ts';

const DESIGN = ComponentId.parse('cp_0000000001');
const told = (path: string) => ({
	...{ type: 'traces' as const, whole: true, gone: [], loose: [], settled: [] },
	traces: [
		{
			...{ design: DESIGN, file: null, tests: [], moved: null, findings: [], test: null },
			code: { path, state: 'there' as const, hash: null },
		},
	],
});

test('[TV2] what the relay told of files is there for a page that is opened without it', async () => {
	const facts = new Map<string, unknown>();
	const log: Parameters<typeof rememberTraces>[1] = {
		readFact: async (name, schema) => schema.safeParse(facts.get(name)).data ?? null,
		writeFact: async (name, value) => void facts.set(name, value),
	};
	const first = new TraceBook();
	await rememberTraces(first, log);
	expect(first.known).toBe(false);
	first.take(told('src/a.ts'));
	await expect.poll(() => facts.size, { timeout: 5_000 }).toBe(1);

	const later = new TraceBook();
	await rememberTraces(later, log);
	expect(later.of(DESIGN)?.code?.path).toBe('src/a.ts');

	const live = new TraceBook();
	const remembering = rememberTraces(live, log);
	live.take(told('src/b.ts'));
	await remembering;
	expect(live.of(DESIGN)?.code?.path).toBe('src/b.ts');
});
