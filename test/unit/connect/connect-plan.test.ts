import { describe, expect, test } from 'vitest';
import { addressOf } from '#server/connect/address.ts';
import { CLIENT_TRAITS, CONNECTED, type Connected } from '#server/connect/clients.ts';
import { planConnect } from '#server/connect/connect-plan.ts';
import { stdioWay } from '#server/connect/server-entry.ts';
import { SKILL } from '#server/connect/skill.ts';

const FILES: Readonly<Record<Connected, readonly string[]>> = {
	claude: ['.mcp.json', '.claude/skills/lintel/SKILL.md', '.claude/settings.json'],
	codex: ['.codex/config.toml', '.agents/skills/lintel/SKILL.md', '.codex/hooks.json'],
	cursor: ['.cursor/mcp.json', '.cursor/skills/lintel/SKILL.md', '.cursor/hooks.json'],
	copilot: ['.github/mcp.json', '.github/skills/lintel/SKILL.md', '.github/hooks/lintel.json'],
	vscode: ['.vscode/mcp.json', '.github/skills/lintel/SKILL.md'],
	opencode: ['opencode.json', '.opencode/skills/lintel/SKILL.md'],
};

describe.each(CONNECTED)('connecting %s', (client) => {
	const wanted = {
		way: stdioWay(client, ['lintel'], null),
		guard: { root: 'a'.repeat(64), failClosed: false },
		skill: true,
	};

	test('[CN1] writes the server, the skill and the guard, and a second time nothing', () => {
		const disk = new Map<string, string>();
		const read = (file: string) => disk.get(file) ?? null;
		for (const step of planConnect(client, wanted, read)) {
			if (step.kind === 'write') disk.set(step.file, step.text ?? '');
		}
		expect([...disk.keys()]).toEqual(FILES[client]);
		const again = planConnect(client, wanted, read).map(({ kind }) => kind);
		expect(again).toEqual(FILES[client].map(() => 'there'));
		expect([...disk.values()].join('\n')).toContain(CLIENT_TRAITS[client].agent);
	});

	test('[CN2] leaves a skill that is somebody’s own to them, and renews Lintel’s', () => {
		const skill = `${CLIENT_TRAITS[client].skills}/lintel/SKILL.md`;
		const stepFor = (text: string) =>
			planConnect(client, wanted, (file) => (file === skill ? text : null)).find(
				({ file }) => file === skill,
			);
		expect(stepFor('Mine.')).toMatchObject({ kind: 'by-hand', lines: SKILL });
		expect(stepFor(SKILL.replace('Work with', 'Use'))).toMatchObject({
			kind: 'write',
			text: SKILL,
		});
	});
});

describe('an address', () => {
	test('[CN3] is taken where a token is safe on the way, and holds nothing secret', () => {
		expect(addressOf('https://lintel.example.org/w/shop')).toEqual({
			ok: true,
			value: { kind: 'http', url: 'https://lintel.example.org/mcp' },
		});
		expect(addressOf('http://localhost:4400').ok).toBe(true);
		expect(addressOf('http://[::1]:4400').ok).toBe(true);
		for (const given of [
			...['http://relay.example.org', 'ftp://x', 'https://ada:pw@x', 'nonsense', ''],
			...['https://x/?token=lat_1', 'javascript:alert(1)', 'http://localhost.example.org'],
		]) {
			expect(addressOf(given).ok, given).toBe(false);
		}
	});
});
