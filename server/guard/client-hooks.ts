/** Where each client keeps the hooks of a repository, and what Lintel puts there. */
import { type Client, PROTOCOLS } from '#server/guard/clients.ts';
import type { HookEntry } from '#server/guard/hook-settings.ts';

export interface GuardChoice {
	/** The workspace's root, which the guard then holds the log to; null leaves it open. */
	readonly root: string | null;
	/** Refuse also when the guard can't be asked. */
	readonly failClosed: boolean;
}

export interface ClientHooks {
	readonly file: string;
	/** Which version the file says it is of; null for those that say none. */
	readonly version: number | null;
	readonly entries: readonly HookEntry[];
	/** What a person still has to do. */
	readonly note: string;
}

const SECONDS = 30;

export function clientHooks(client: Client, choice: GuardChoice): ClientHooks {
	const command = commandFor(client, choice);
	switch (client) {
		case 'claude':
			return {
				...{ file: '.claude/settings.json', version: null },
				entries: [
					{
						path: ['hooks', 'PreToolUse'],
						value: {
							matcher: 'Write|Edit|MultiEdit|NotebookEdit|Bash',
							hooks: [{ type: 'command', command, timeout: SECONDS }],
						},
					},
				],
				note: 'Claude Code takes it from its next session on.',
			};
		case 'codex':
			return {
				...{ file: '.codex/hooks.json', version: null },
				entries: [
					{
						path: ['hooks', 'PreToolUse'],
						value: {
							matcher: 'apply_patch|Edit|Write|Bash',
							hooks: [{ type: 'command', command, timeout: SECONDS }],
						},
					},
				],
				note: 'Codex skips it without a word until each person trusts it: /hooks in Codex.',
			};
		case 'copilot':
			return {
				...{ file: '.github/hooks/lintel.json', version: 1 },
				entries: [
					{
						path: ['hooks', 'preToolUse'],
						value: { type: 'command', bash: command, timeoutSec: SECONDS },
					},
				],
				note: 'Copilot CLI loads it only in a folder that the person trusts.',
			};
		case 'cursor': {
			const value = { command, ...(choice.failClosed ? { failClosed: true } : {}) };
			return {
				...{ file: '.cursor/hooks.json', version: 1 },
				entries: [
					{ path: ['hooks', 'preToolUse'], value },
					{ path: ['hooks', 'beforeShellExecution'], value },
				],
				note: 'Cursor takes it once it is started again.',
			};
		}
	}
}

/** A client that has Lintel nowhere on its path finds it among the repository's own packages. */
function commandFor(client: Client, { root, failClosed }: GuardChoice): string {
	const folder = client === 'claude' ? `\${CLAUDE_PROJECT_DIR:-.}` : '.';
	const ask = ['lintel guard ask', '--client', client];
	if (root !== null) ask.push('--root', root);
	if (failClosed) ask.push('--fail-closed');
	const otherwise = failClosed ? `printf '%s' '${PROTOCOLS[client].answer(UNREACHABLE)}'` : 'true';
	return `PATH="$PATH:${folder}/node_modules/.bin"; ${ask.join(' ')} || ${otherwise}`;
}

const UNREACHABLE =
	'The Lintel guard could not be asked, and this team wants it to be. Install Lintel (npm install --global lintel), then try again.';
