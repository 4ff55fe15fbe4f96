import { tmpdir } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { runTests } from '#server/evidence/run-tests.ts';
import { bareEnvironment } from '#server/runner/environment.ts';
import { type Commands, runCommandTool } from '#server/runner/tools/run-command.ts';

const SECRETS = {
	ANTHROPIC_API_KEY: 'sk-ant-hunter2',
	AWS_SECRET_ACCESS_KEY: 'hunter2',
	GITHUB_TOKEN: 'hunter2',
	DATABASE_URL: 'postgres://ada:hunter2@db',
};
const SHOW = [process.execPath, '-p', 'JSON.stringify(process.env)'] as const;

describe('run_command', () => {
	test('[RN12] a command of the list runs, with no secret in its environment', async () => {
		// Where this process has one itself, as Lintel has its key.
		vi.stubEnv('LINTEL_SECRET', 'hunter2');
		const answer = await run({ show: [...SHOW] }, 'show');
		vi.unstubAllEnvs();
		expect(answer).toMatchObject({ ok: true, value: expect.stringContaining('"PATH":') });
		expect(JSON.stringify(answer)).not.toContain('hunter2');
		expect(answer).toMatchObject({ value: expect.stringContaining('It ended with 0.') });
	});

	test.each(['rm', 'show; rm -rf .', 'toString', '', '__proto__'])(
		'[RN12] what is not on the list does not run: %j',
		async (name) => {
			expect(await run({ show: [...SHOW] }, name)).toMatchObject({
				ok: false,
				error: { guard: 'not-allowed' },
			});
		},
	);

	test('[RN12] no shell reads its arguments', async () => {
		const answer = await run(
			{ echo: [process.execPath, '-p', 'process.argv[1]', '$HOME;$(id)'] },
			'echo',
		);
		expect(answer).toMatchObject({ value: expect.stringContaining('$HOME;$(id)') });
	});

	test('[RN13] it is stopped when its time is over', async () => {
		const answer = await run(
			{ wait: [process.execPath, '-e', 'setInterval(() => {}, 9)'] },
			'wait',
			1,
		);
		expect(answer).toMatchObject({ value: 'It was stopped after 1 seconds.' });
	});

	test('[RN13] the end of what it prints is shown, and no more', async () => {
		const many = 'for (let n = 0; n < 20000; n++) console.log("line", n)';
		const answer = await run({ many: [process.execPath, '-e', many] }, 'many');
		const said = answer.ok ? answer.value : '';
		expect(said).toContain('line 19999');
		expect(said).not.toContain('line 1\n');
		expect(said.length).toBeLessThan(16_000);
	});
});

function run(commands: Commands, name: string, seconds = 20) {
	const environment = bareEnvironment({ ...process.env, ...SECRETS });
	const tool = runCommandTool({ runTests, environment }, { folder: tmpdir(), commands, seconds });
	return tool.run({ name }, new AbortController().signal);
}
