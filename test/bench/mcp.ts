/**
 * What an agent waits for, on a workspace of 1,000 stories and over HTTP as it does:
 *
 *   node test/bench/mcp.ts
 */
import { connectAgent, ERAS, tokenFor } from '#test/e2e/world/agent.ts';
import { serveFolder } from '#test/e2e/world/served.ts';

const STORIES = 1000;
const RUNS = 50;

const text = Array.from(
	{ length: STORIES },
	(_, n) =>
		`## Story ${n}\n\nAs a writer I want story ${n} kept.\n\n**Acceptance Criteria**\n- Criterion one of ${n}.\n- Criterion two of ${n}.\n`,
).join('\n');

await using served = await serveFolder({ 'user_stories.md': `# User Stories\n\n${text}` });
const { token } = tokenFor(served, 'robin');

for (const era of ERAS) {
	const started = performance.now();
	await using agent = await connectAgent(served, token, era);
	const connected = performance.now() - started;
	const first = await timed(() => agent.client.listTools());
	const { artefacts } = await agent.call('find_artefacts', { kind: 'story' });
	const [{ id }] = Array.isArray(artefacts) ? artefacts : [];
	console.log(`${era}: connect ${ms(connected)}, first list ${ms(first)}`);
	console.log(`  list ${await median(() => agent.client.listTools())}`);
	console.log(`  read ${await median(() => agent.callRaw('read_artefact', { id }))}`);
	console.log(`  find ${await median(() => agent.callRaw('find_artefacts', { query: 'kept' }))}`);
	console.log(`  what next ${await median(() => agent.callRaw('get_work_context'))}`);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
	const at = performance.now();
	await run();
	return performance.now() - at;
}

async function median(run: () => Promise<unknown>): Promise<string> {
	const times: number[] = [];
	for (let n = 0; n < RUNS; n++) times.push(await timed(run));
	times.sort((a, b) => a - b);
	return `${ms(times[RUNS / 2] ?? 0)} (p95 ${ms(times[Math.floor(RUNS * 0.95)] ?? 0)})`;
}

function ms(value: number): string {
	return `${value.toFixed(1)} ms`;
}
