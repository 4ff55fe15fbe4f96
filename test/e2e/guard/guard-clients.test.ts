import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLIENTS, type Client } from '#server/guard/clients.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { shellFor } from '#test/e2e/world/guard-command.ts';
import { type Ended, serve } from '#test/e2e/world/lintel-command.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

/** The question that each client puts before it writes a file, as seen in real runs. */
function question(client: Client, folder: string, file: string): string {
	const common = { session_id: 's', cwd: folder, permission_mode: 'default', tool_use_id: 'u' };
	const path = join(folder, file);
	switch (client) {
		case 'claude': {
			const tool_input = { file_path: path, content: 'x' };
			const call = { hook_event_name: 'PreToolUse', tool_name: 'Write', tool_input };
			return JSON.stringify({ ...common, transcript_path: '/t.jsonl', prompt_id: 'p', ...call });
		}
		case 'codex': {
			const command = `*** Begin Patch\n*** Add File: ${file}\n+x\n*** End Patch\n`;
			const call = { hook_event_name: 'PreToolUse', tool_name: 'apply_patch' };
			return JSON.stringify({ ...common, ...call, tool_input: { command } });
		}
		case 'copilot':
			return JSON.stringify({
				...{ sessionId: 's', timestamp: 1, cwd: folder, toolName: 'create' },
				toolArgs: JSON.stringify({ path, file_text: 'x' }),
			});
		case 'cursor':
			return JSON.stringify({
				...{ conversation_id: 'c', hook_event_name: 'preToolUse', workspace_roots: [folder] },
				...{ tool_name: 'Write', tool_input: { file_path: path, content: 'x' } },
			});
	}
}

/** What the client would do with the answer: why the call is refused, or null. */
function refusalIn(client: Client, stdout: string): string | null {
	const answer = JSON.parse(stdout);
	switch (client) {
		case 'claude':
		case 'codex': {
			const said = answer.hookSpecificOutput;
			return said?.permissionDecision === 'deny' ? said.permissionDecisionReason : null;
		}
		case 'copilot':
			return answer.permissionDecision === 'deny' ? answer.permissionDecisionReason : null;
		case 'cursor':
			return answer.permission === 'deny' ? answer.agent_message : null;
	}
}

/** The command that lies in the client's own settings. */
function commandIn(copy: ProvedCopy, client: Client): string {
	switch (client) {
		case 'claude':
			return JSON.parse(copy.read('.claude/settings.json')).hooks.PreToolUse[0].hooks[0].command;
		case 'codex':
			return JSON.parse(copy.read('.codex/hooks.json')).hooks.PreToolUse[0].hooks[0].command;
		case 'copilot':
			return JSON.parse(copy.read('.github/hooks/lintel.json')).hooks.preToolUse[0].bash;
		case 'cursor':
			return JSON.parse(copy.read('.cursor/hooks.json')).hooks.preToolUse[0].command;
	}
}

/** The answer to one more question, after the client's own shell has shown that its command runs. */
async function asked(
	copy: ProvedCopy,
	client: Client,
	json: string,
	...more: readonly string[]
): Promise<Ended> {
	const [root] = /--root \w+/.exec(commandIn(copy, client)) ?? [];
	const pinned = root === undefined ? [] : root.split(' ');
	return lintel(['guard', 'ask', '--client', client, ...pinned, ...more], copy, json);
}

async function guarded(client: Client, ...more: readonly string[]): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.save();
	const { code, stderr } = await lintel(['guard', 'install', `--${client}`, ...more], copy);
	if (code !== 0) throw new Error(stderr);
	return copy;
}

describe.each(CLIENTS)('%s', (client) => {
	test('[GU3] is told why it may not write, and [GU4] may once a person approved', async () => {
		using copy = await guarded(client);
		const shell = shellFor(copy);
		const ask = (file: string) => {
			const ran = shell.run(commandIn(copy, client), question(client, copy.folder, file));
			expect(ran.status).toBe(0);
			return refusalIn(client, ran.stdout);
		};
		const answered = async (file: string) => {
			const { stdout } = await asked(copy, client, question(client, copy.folder, file));
			return refusalIn(client, stdout);
		};
		const why = ask(CODE_FILE);
		expect(await answered(CODE_FILE)).toBe(why);
		expect(why).toContain(`The design of ${CODE_FILE} (${DESIGN_FILE}) was never approved.`);
		expect(why).toContain('A person approves it in the Lintel app');
		expect(await answered('README.md')).toBeNull();
		expect(await answered('src/session.test.ts')).toBeNull();
		await copy.approve(DESIGN);
		copy.save();
		expect(await answered(CODE_FILE)).toBeNull();
	});

	test('[GU5] without Lintel it goes on, or with --fail-closed is refused', async () => {
		using copy = await guarded(client);
		const write = question(client, copy.folder, CODE_FILE);
		const nowhere = shellFor(copy, false);
		expect(nowhere.run(commandIn(copy, client), write)).toMatchObject({ status: 0, stdout: '' });
		await lintel(['guard', 'install', `--${client}`, '--fail-closed'], copy);
		const closed = nowhere.run(commandIn(copy, client), write);
		expect(closed.status).toBe(0);
		expect(refusalIn(client, closed.stdout)).toContain('could not be asked');
	});
});

const bash = (folder: string, command: string) =>
	JSON.stringify({ cwd: folder, tool_name: 'Bash', tool_input: { command } });

describe('the guard', () => {
	test('[GU3] sees a shell write, a path from a subfolder, and a link to the file', async () => {
		using copy = await guarded('claude');
		const ask = async (json: string) =>
			refusalIn('claude', (await asked(copy, 'claude', json)).stdout);
		mkdirSync(join(copy.folder, 'src'));
		expect(await ask(bash(copy.folder, `echo x > ${CODE_FILE}`))).toContain(CODE_FILE);
		expect(await ask(bash(join(copy.folder, 'src'), 'tee session.ts'))).toContain(CODE_FILE);
		expect(await ask(bash(copy.folder, `cat ${CODE_FILE} && npm test`))).toBeNull();
		symlinkSync(join(copy.folder, 'src'), join(copy.folder, 'link'));
		expect(await ask(bash(copy.folder, 'touch link/session.ts'))).toContain(CODE_FILE);
		expect(await ask(bash(copy.folder, 'touch /elsewhere/src/session.ts'))).toBeNull();
	});

	test('[GU4] learns from a running Lintel what was approved and nobody saved yet', async () => {
		using copy = await guarded('claude');
		await copy.approve(DESIGN);
		const segment = copy.save();
		await using running = await serve(copy);
		expect(running.slug).not.toBe('');
		const known = async () =>
			JSON.parse((await lintel(['status', '--json'], copy)).stdout).log.events;
		await expect.poll(known).toBe(6);
		// As if it had been decided in the app just now: the files don't know.
		rmSync(join(copy.folder, segment));
		expect((await copy.report()).artefacts.find(({ id }) => id === DESIGN)).toMatchObject({
			state: 'never-approved',
		});
		const write = question('claude', copy.folder, CODE_FILE);
		const { stdout } = await asked(copy, 'claude', write);
		expect(refusalIn('claude', stdout)).toBeNull();
	});

	test('[GU5] lets through what it can’t understand or judge, and says so; closed it refuses', async () => {
		using copy = await guarded('claude');
		const ask = (json: string, ...more: readonly string[]) =>
			lintel(['guard', 'ask', '--client', 'claude', ...more], copy, json);
		const write = question('claude', copy.folder, CODE_FILE);
		const odd = await ask('no json');
		expect(odd).toMatchObject({ code: 0, stdout: '{}\n' });
		expect(odd.stderr).toContain('could not decide');
		const closed = await ask('no json', '--fail-closed');
		expect(refusalIn('claude', closed.stdout)).toContain('not decide');
		copy.write('lintel.config.json', '{');
		expect((await ask(write)).stdout).toBe('{}\n');
		const broken = await ask(write, '--fail-closed');
		expect(refusalIn('claude', broken.stdout)).toContain('is not JSON');
	});

	test('[GU9] pinned, it holds a workspace that is gone or founded anew to be none', async () => {
		using copy = await guarded('claude');
		using other = await createProvedCopy();
		const write = question('claude', copy.folder, CODE_FILE);
		const ask = async () => refusalIn('claude', (await asked(copy, 'claude', write)).stdout);
		await other.approve(DESIGN);
		const segment = other.save();
		rmSync(join(copy.folder, '.lintel'), { recursive: true });
		expect(await ask()).toContain(CODE_FILE);
		copy.write(segment, other.read(segment));
		expect(await ask()).toContain(CODE_FILE);
		const unpinned = await lintel(['guard', 'ask', '--client', 'claude'], copy, write);
		expect(refusalIn('claude', unpinned.stdout)).toBeNull();
	});

	test('[GU1] installed twice is installed once, and status and uninstall know it', async () => {
		using copy = await guarded('claude');
		const before = copy.read('.claude/settings.json');
		const all = ['--git', '--claude', '--codex', '--copilot', '--cursor', '--ci', 'github'];
		const dry = await lintel(['guard', 'install', ...all, '--dry-run'], copy);
		expect(dry.stdout).toContain('would write .codex/hooks.json');
		expect(() => copy.read('.codex/hooks.json')).toThrow();
		await lintel(['guard', 'install', ...all], copy);
		expect(copy.read('.claude/settings.json')).toBe(before);
		const status = await lintel(['guard', 'status'], copy);
		expect(status.stdout.match(/ {2}installed\n/g)).toHaveLength(7);
		const again = await lintel(['guard', 'install', ...all], copy);
		expect(again.stdout.match(/^keeps /gm)).toHaveLength(7);
		await lintel(['guard', 'uninstall'], copy);
		copy.commit();
		const left = copy.git('ls-files').split('\n');
		expect(left.filter((path) => /claude|codex|hooks|cursor|workflows/.test(path))).toEqual([]);
		expect((await lintel(['guard', 'status'], copy)).stdout).not.toMatch(/ {2}installed/);
	});

	test('[GU9] says which root it pins, and warns where it pins none', async () => {
		using copy = await createProvedCopy();
		const early = await lintel(['guard', 'install', '--claude'], copy);
		expect(early.stderr).toContain('no root is pinned');
		copy.save();
		const late = await lintel(['guard', 'install', '--claude'], copy);
		expect(late.stdout).toContain(copy.people.root);
		expect(commandIn(copy, 'claude')).toContain(`--root ${copy.people.root}`);
		const wrong = await lintel(['guard', 'install', '--claude', '--root', 'b'.repeat(64)], copy);
		expect(wrong.code).toBe(2);
	});
});
