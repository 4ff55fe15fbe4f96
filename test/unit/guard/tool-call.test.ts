import { describe, expect, test } from 'vitest';
import { type Client, PROTOCOLS } from '#server/guard/clients.ts';
import { pushesIn } from '#server/guard/pushes.ts';
import { shellWrites } from '#server/guard/shell-writes.ts';
import { writtenFiles } from '#server/guard/tool-call.ts';

const PATCH =
	'*** Begin Patch\n*** Update File: src/a.ts\n@@\n-a\n+b\n*** Move to: src/b.ts\n*** Add File: src/c.ts\n+c\n*** End Patch\n';

/** Questions as the clients put them. */
const QUESTIONS: readonly (readonly [string, Client, object, readonly string[]])[] = [
	[
		'Claude Code writes',
		'claude',
		{
			session_id: 's',
			transcript_path: '/t',
			cwd: '/repo',
			permission_mode: 'default',
			hook_event_name: 'PreToolUse',
			tool_name: 'Write',
			tool_input: { file_path: '/repo/src/a.ts', content: 'x' },
			tool_use_id: 'u',
		},
		['/repo/src/a.ts'],
	],
	[
		'Claude Code edits a notebook',
		'claude',
		{ cwd: '/repo', tool_name: 'NotebookEdit', tool_input: { notebook_path: '/repo/a.ipynb' } },
		['/repo/a.ipynb'],
	],
	[
		'Claude Code runs a shell',
		'claude',
		{ cwd: '/repo', tool_name: 'Bash', tool_input: { command: 'echo 1 > src/a.ts' } },
		['src/a.ts'],
	],
	['Claude Code reads', 'claude', { tool_name: 'Read', tool_input: { file_path: 'src/a.ts' } }, []],
	[
		'Codex applies a patch',
		'codex',
		{ cwd: '/repo', tool_name: 'apply_patch', tool_input: { command: PATCH } },
		['src/a.ts', 'src/b.ts', 'src/c.ts'],
	],
	[
		'Codex runs argv',
		'codex',
		{ cwd: '/repo', tool_name: 'Bash', tool_input: { command: ['bash', '-lc', 'tee src/a.ts'] } },
		['src/a.ts'],
	],
	[
		'Copilot creates, arguments as text',
		'copilot',
		{
			sessionId: 's',
			timestamp: 1,
			cwd: '/repo',
			toolName: 'create',
			toolArgs: '{"path":"/repo/src/a.ts","file_text":"x"}',
		},
		['/repo/src/a.ts'],
	],
	['Copilot views', 'copilot', { toolName: 'view', toolArgs: { path: 'src/a.ts' } }, []],
	[
		'Cursor writes',
		'cursor',
		{
			hook_event_name: 'preToolUse',
			workspace_roots: ['/repo'],
			tool_name: 'Write',
			tool_input: { file_path: '/repo/src/a.ts' },
		},
		['/repo/src/a.ts'],
	],
	[
		'Cursor runs a shell',
		'cursor',
		{ hook_event_name: 'beforeShellExecution', command: 'rm src/a.ts', cwd: '/repo' },
		['src/a.ts'],
	],
];

describe('a question', () => {
	test.each(QUESTIONS)('[GU3] %s: its files are found', (_, client, json, expected) => {
		const call = PROTOCOLS[client].read(json);
		expect(call && writtenFiles(call)).toEqual(
			client === 'codex' && 'tool_input' in json && expected.length === 1
				? expect.arrayContaining([...expected])
				: expected,
		);
	});

	test.each([null, 1, 'x', [], {}])('[GU3] %j is no question', (json) => {
		for (const { read } of Object.values(PROTOCOLS)) expect(read(json)).toBeNull();
	});

	test('[GU3] each client is answered in its own form', () => {
		expect(JSON.parse(PROTOCOLS.claude.answer('No.'))).toEqual({
			hookSpecificOutput: {
				hookEventName: 'PreToolUse',
				permissionDecision: 'deny',
				permissionDecisionReason: 'No.',
			},
		});
		expect(PROTOCOLS.codex.answer('No.')).toBe(PROTOCOLS.claude.answer('No.'));
		expect(JSON.parse(PROTOCOLS.copilot.answer('No.'))).toEqual({
			permissionDecision: 'deny',
			permissionDecisionReason: 'No.',
		});
		expect(JSON.parse(PROTOCOLS.cursor.answer('No.'))).toMatchObject({ permission: 'deny' });
		expect(JSON.parse(PROTOCOLS.cursor.answer(null))).toEqual({ permission: 'allow' });
	});
});

describe('a shell’s command', () => {
	test.each([
		['cat src/a.ts', []],
		['npm test -- src/a.ts', []],
		['git status && grep x src/a.ts | wc -l', []],
		['cat a >src/a.ts', ['src/a.ts']],
		['cat a >> "src/a b.ts"', ['src/a b.ts']],
		['echo x 2>/dev/null', ['/dev/null']],
		['cat <<EOF > src/a.ts\nx\nEOF', ['src/a.ts']],
		["sed -i 's/a/b/' src/a.ts", ['s/a/b/', 'src/a.ts']],
		['sed -n 1p src/a.ts', []],
		['cp a src/a.ts; touch src/b.ts', ['a', 'src/a.ts', 'src/b.ts']],
		['FOO=1 sudo tee -a src/a.ts < x', ['src/a.ts', 'x']],
		['dd if=a of=src/a.ts', ['if=a', 'src/a.ts']],
		['echo "a > b"', []],
	])('[GU3] %j', (command, expected) => {
		expect(shellWrites(command)).toEqual(expected);
	});

	test('[GU3] a command made to be slow is not', () => {
		expect(shellWrites(`${'"'.repeat(50_000)}${'\\'.repeat(50_000)}`)).toEqual([]);
	});
});

test('[GU7] git’s lines about a push are read, and deleted refs are none', () => {
	const [one, two, zero] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)];
	const lines = `refs/heads/x ${one} refs/heads/x ${two}\n(delete) ${zero} refs/heads/y ${two}\nrefs/heads/z ${one} refs/heads/z ${zero}\n`;
	expect(pushesIn(lines)).toEqual([
		{ commit: one, known: two },
		{ commit: one, known: null },
	]);
});
