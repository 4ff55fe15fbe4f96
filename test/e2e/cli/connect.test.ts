import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, test } from 'vitest';
import { agentOf, connectOver } from '#test/e2e/world/agent.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { shellFor } from '#test/e2e/world/guard-command.ts';
import { serve } from '#test/e2e/world/lintel-command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const STORIES = '# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n';

describe('lintel connect', () => {
	test('[CN1] writes a client’s files, and a second time keeps them all', async () => {
		using copy = createWorkingCopy({ 'user_stories.md': STORIES });
		const first = await lintel(['connect', 'codex'], copy);
		expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^writes /m) });
		copy.git('add', '-A');
		copy.git('commit', '-q', '-m', 'Connect');
		const { stdout } = await lintel(['connect', 'codex'], copy);
		expect(stdout).not.toMatch(/^writes /m);
		expect(copy.git('status', '--porcelain')).toBe('');
		expect(copy.git('ls-files').trim().split('\n')).toEqual([
			...['.agents/skills/lintel/SKILL.md', '.codex/config.toml', '.codex/hooks.json'],
			'user_stories.md',
		]);
	});

	test('[CN4] shows the exact difference or the settings to paste, and writes neither', async () => {
		const mine = '{\n  "mcpServers": {\n    "mine": { "command": "mine" }\n  }\n}\n';
		using copy = createWorkingCopy({ '.mcp.json': mine });
		const dry = await lintel(['connect', 'claude', '--dry-run', '--no-skill', '--no-guard'], copy);
		const printed = await lintel(['connect', 'claude', '--print'], copy);
		expect(copy.git('status', '--porcelain')).toBe('');
		expect(printed.stdout).toContain('.mcp.json\n\n{\n  "mcpServers": {\n    "lintel": {');
		await lintel(['connect', 'claude', '--no-skill', '--no-guard'], copy);
		expect(copy.git('status', '--porcelain')).toBe(' M .mcp.json\n');
		const changed = copy.git('diff', '-U0', '.mcp.json').split('\n').slice(2).join('\n');
		const withoutPlaces = (diff: string) => diff.replaceAll(/^@@.*@@.*$/gm, '@@');
		expect(withoutPlaces(dry.stdout)).toContain(withoutPlaces(changed));
	});

	test('[CN3] keeps tokens out of files and output, and warns of one that is there', async () => {
		const token = `lat_${'A1b2'.repeat(10)}`;
		const headers = { Authorization: `Bearer ${token}` };
		using copy = createWorkingCopy({
			'.mcp.json': JSON.stringify({ mcpServers: { lintel: { url: 'x', headers } } }, null, 2),
		});
		const dry = await lintel(['connect', 'claude', '--http', '--dry-run'], copy);
		const { stdout, stderr } = await lintel(['connect', 'claude', '--http'], copy);
		expect(stderr).toContain('held an agent’s token');
		for (const text of [dry.stdout, dry.stderr, stdout, stderr, copy.read('.mcp.json')]) {
			expect(text).not.toContain(token);
		}
		expect(stdout).toContain('export LINTEL_TOKEN="$(lintel agent add claude-code)"');
		expect(JSON.parse(copy.read('.mcp.json')).mcpServers.lintel.headers).toEqual({
			Authorization: `Bearer \${LINTEL_TOKEN}`,
		});
	});

	test('[CN2] leaves a skill or settings that are somebody’s own, with the lines to add', async () => {
		const [skill, settings] = ['---\nname: lintel\n---\nMine.\n', '{ not json'];
		using copy = createWorkingCopy({
			'.claude/skills/lintel/SKILL.md': skill,
			'.mcp.json': settings,
		});
		const { code, stdout } = await lintel(['connect', 'claude', '--no-guard'], copy);
		expect(code).toBe(1);
		expect(stdout).toContain('.mcp.json is yours');
		expect(stdout).toContain('"args": [');
		expect(copy.git('status', '--porcelain')).toBe('');
	});

	test('[CN3] refuses an address that would show the token, and a client it does not know', async () => {
		using copy = createWorkingCopy({});
		const address = ['--http', 'http://ada:pw@relay.example.org'];
		const [open, unknown] = await Promise.all([
			lintel(['connect', 'codex', ...address], copy),
			lintel(['connect', 'emacs'], copy),
		]);
		expect(open.code).toBe(2);
		expect(open.stderr).not.toContain('pw');
		expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('claude') });
		expect(copy.git('status', '--porcelain')).toBe('');
	});
});

describe('what it writes', () => {
	test('[CN5] [CN6] connects over stdio, and over HTTP with the token it says to make', async () => {
		using copy = createWorkingCopy({ 'user_stories.md': STORIES });
		await using running = await serve(copy);
		const shell = shellFor(copy);
		const { stdout } = await lintel(['connect', 'claude'], copy);
		expect(stdout).toContain('an owner admits "claude-code"');
		const { command, args } = JSON.parse(copy.read('.mcp.json')).mcpServers.lintel;
		const env = { PATH: shell.run('printf %s "$PATH"').stdout, LINTEL_DATA: copy.data };
		const transport = new StdioClientTransport({ command, args, env, cwd: copy.folder });
		await using agent = agentOf(await connectOver(transport, 'modern', 'claude-code'));
		expect(await agent.call('find_artefacts', {})).toMatchObject({ total: 1 });

		const http = await lintel(['connect', 'codex', '--http'], copy);
		expect(copy.read('.codex/config.toml')).toContain(`url = "${running.origin}/mcp"`);
		const next = http.stdout.split('\n').filter((line) => /^ {2}\d\. /.test(line));
		expect(next[0]).toMatch(/^ {2}1\. Make a token/);
		expect(next.at(-1)).toContain('an owner admits "codex"');
		const made = /export LINTEL_TOKEN=(.+?)\. /.exec(http.stdout)?.[1] ?? '';
		const token = shell.run(`printf %s ${made}`).stdout;
		const answer = await fetch(`${running.origin}/mcp`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: '{}',
		});
		expect(answer.status).not.toBe(401);
	});
});
