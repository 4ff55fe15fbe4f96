/**
 * From `lintel serve` to listening *and answering with stories*: 1,000 stories and 500 designs on
 * disk, the first start (no database yet) and the next one. Target: under 500 ms.
 *
 *     node test/bench/start.ts [--smoke]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const smoke = process.argv.includes('--smoke');
const STORIES = smoke ? 20 : 1_000;
const DESIGNS = smoke ? 10 : 500;
const ROUNDS = smoke ? 1 : 3;
const MAIN = join(import.meta.dirname, '../../bin/lintel.js');

const place = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-bench-')));
try {
	writeRepository(join(place, 'app'));
	for (let round = 1; round <= ROUNDS; round++) {
		const data = join(place, `data-${round}`);
		const first = await start(data);
		const next = await start(data);
		console.log(
			`round ${round}  first start ${first.listening} ms to listening, ${first.answering} ms to ${STORIES} stories` +
				`  ·  next start ${next.listening} ms, ${next.answering} ms`,
		);
	}
} finally {
	rmSync(place, { recursive: true, force: true });
}

async function start(data: string): Promise<{ listening: number; answering: number }> {
	const before = performance.now();
	const since = () => Math.round(performance.now() - before);
	const args = ['serve', '--repo', join(place, 'app'), '--data', data, '--port', '0', '--no-open'];
	const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
	const link = await new Promise<string>((resolve) => {
		let printed = '';
		child.stdout.on('data', (piece: Buffer) => {
			printed += piece.toString();
			const found = /http:\S+/.exec(printed)?.[0];
			if (found) resolve(found);
		});
	});
	const listening = since();
	const { origin, pathname } = new URL(link);
	const { secret }: { secret: string } = JSON.parse(
		readFileSync(join(data, 'running.json'), 'utf8'),
	);
	const answer = await fetch(`${origin}/local/status?slug=${pathname.split('/')[2]}`, {
		headers: { authorization: `Bearer ${secret}` },
	});
	const status: { stories: { total: number } } = await answer.json();
	if (status.stories.total !== STORIES) throw new Error(JSON.stringify(status));
	const answering = since();
	child.kill();
	await new Promise((resolve) => child.on('exit', resolve));
	return { listening, answering };
}

function writeRepository(folder: string): void {
	mkdirSync(join(folder, 'docs/design'), { recursive: true });
	const stories = numbers(STORIES).map(
		(n) => `## Story number ${n} <!-- ${id('st', n)} -->

As reader ${n}, I want shelf ${n} so that I find book ${n}.

**Acceptance Criteria**
${numbers(5)
	.map((c) => `- Book ${c} of shelf ${n} is found <!-- ${id('ac', n * 10 + c)} -->`)
	.join('\n')}
`,
	);
	writeFileSync(join(folder, 'user_stories.md'), `# Stories\n\n${stories.join('\n')}`);
	const contexts = numbers(Math.ceil(DESIGNS / 10)).map(
		(n) => `## Context ${n} <!-- ${id('cx', n)} -->
**Type**: domain
**Entity**: Entity${n}
**Responsibilities**: Part ${n}.
**Dependencies**: None
**Stories**
- Story number ${n} <!-- ${id('st', n)} -->

### Components
| Component | Type | Code |
|---|---|---|
${numbers(10)
	.map(
		(c) =>
			`| Part${n * 10 + c} | module | src/part${n * 10 + c}.ts <!-- ${id('cp', n * 10 + c)} --> |`,
	)
	.join('\n')}
`,
	);
	writeFileSync(join(folder, 'context_map.md'), `# Context map\n\n${contexts.join('\n')}`);
	for (const n of numbers(DESIGNS)) {
		const matter = `---\nid: ${id('cp', n)}\ncomponent: Part${n}\ntype: module\n---\n`;
		const body = `\n# Part${n}\n\nKeeps part ${n}.\n\n${'## Public API\n\n```ts\nopen(): void\n```\n\n'.repeat(4)}`;
		writeFileSync(join(folder, `docs/design/part${n}.md`), matter + body);
	}
}

function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, n) => n);
}

function id(prefix: string, n: number): string {
	return `${prefix}_${String(n).padStart(10, '0')}`;
}
