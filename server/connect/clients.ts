/** The clients that `lintel connect` knows, and what each has besides MCP. */
import type { Client } from '#server/guard/clients.ts';

export const CONNECTED = ['claude', 'codex', 'cursor', 'copilot', 'vscode', 'opencode'] as const;
export type Connected = (typeof CONNECTED)[number];

export interface ClientTraits {
	/** As its makers write it. */
	readonly title: string;
	/** The Agent it works as, under Members and in the log. */
	readonly agent: string;
	/** Whose hooks the guard speaks; null where there are none to speak to. */
	readonly guard: Client | null;
	/** Where it looks for skills, from the repository's root. */
	readonly skills: string;
	/** What a person does once it is connected, the first thing first. */
	readonly next: readonly string[];
}

export const CLIENT_TRAITS: Readonly<Record<Connected, ClientTraits>> = {
	claude: {
		title: 'Claude Code',
		agent: 'claude-code',
		guard: 'claude',
		skills: '.claude/skills',
		next: [
			'Start claude in this repository and let it use the server "lintel" when it asks; /mcp shows it.',
			'Say /lintel, or any of the session prompts: /mcp__lintel__story-interview and its like.',
		],
	},
	codex: {
		title: 'Codex',
		agent: 'codex',
		guard: 'codex',
		skills: '.agents/skills',
		next: [
			'Start codex in this repository and trust the folder: Codex reads no project settings before.',
			'Say $lintel, or just what you want; codex mcp list shows the server.',
		],
	},
	cursor: {
		title: 'Cursor',
		agent: 'cursor',
		guard: 'cursor',
		skills: '.cursor/skills',
		next: [
			'Open the repository in Cursor and switch "lintel" on: Customize in the sidebar, then MCPs.',
		],
	},
	copilot: {
		title: 'Copilot CLI',
		agent: 'copilot-cli',
		guard: 'copilot',
		skills: '.github/skills',
		next: ['Start copilot in this repository and trust the folder; /mcp show lists the server.'],
	},
	vscode: {
		title: 'VS Code',
		agent: 'vscode',
		guard: null,
		skills: '.github/skills',
		next: [
			'Open .vscode/mcp.json in VS Code and click Start above "lintel", then choose agent mode in Copilot Chat.',
			'VS Code has no guard of Lintel’s: lintel guard install --git stops commits whoever wrote them.',
		],
	},
	opencode: {
		title: 'opencode',
		agent: 'opencode',
		guard: null,
		skills: '.opencode/skills',
		next: [
			'Start opencode in this repository; opencode mcp list shows the server.',
			'opencode has no guard of Lintel’s: lintel guard install --git stops commits whoever wrote them.',
		],
	},
};
